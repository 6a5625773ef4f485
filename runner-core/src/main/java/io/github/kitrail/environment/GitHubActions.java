package io.github.kitrail.environment;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A step of a <a
 * href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands">GitHub
 * Actions</a> job. The runner reads commands from a step's standard error too, so that results keep
 * standard output to themselves.
 */
final class GitHubActions implements Environment {
  /** What GitHub shows of a step, of each level; the rest is in the log only. */
  private static final int MAX_ANNOTATIONS = 10;

  /** GitHub takes 64 KiB and shows less. */
  private static final int MAX_MESSAGE = 8 * 1024;

  /** A larger file is refused as a whole, with an error of its own. */
  private static final int MAX_SUMMARY_BYTES = 1024 * 1024;

  private static final String CUT = "\n\n_The rest is left out: GitHub takes 1 MiB a step._\n";

  private final Variables env;
  private final PrintStream out;
  private final RandomGenerator random;
  private final Map<Annotation.Level, Integer> annotations = new EnumMap<>(Annotation.Level.class);

  GitHubActions(Variables env, PrintStream out, RandomGenerator random) {
    this.env = env;
    this.out = out;
    this.random = random;
  }

  static boolean isHere(Variables env) {
    return env.isTrue("GITHUB_ACTIONS");
  }

  @Override
  public String name() {
    return "GitHub Actions";
  }

  @Override
  public boolean isCi() {
    return true;
  }

  @Override
  public BuildFacts facts(Path folder) {
    return new GitHubFacts(env).facts(folder);
  }

  @Override
  public LogGroup group(String title) {
    out.println(WorkflowCommand.of("group", title));
    return new ClosingOnce(() -> out.println(WorkflowCommand.of("endgroup", "")));
  }

  @Override
  public void mask(String secret) {
    // The log is masked line by line, so each line of a PEM key is a secret of its own.
    secret
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> out.println(WorkflowCommand.of("add-mask", line)));
  }

  @Override
  public synchronized void annotate(Annotation annotation) {
    int number = annotations.merge(annotation.level(), 1, Integer::sum);
    if (number <= MAX_ANNOTATIONS) {
      out.println(WorkflowCommand.of(annotation.shortened(MAX_MESSAGE)));
    } else {
      // One line that begins with a word of ours, so that nothing in it is a command.
      String message = PlainLog.oneLine(annotation.message()).replace("##[", "## [");
      new PlainLog(out).annotate(annotation.saying(message));
    }
  }

  @Override
  public void summarize(String markdown) throws IOException {
    String file = env.get("GITHUB_STEP_SUMMARY");
    if (file != null) {
      long there = Files.exists(Path.of(file)) ? Files.size(Path.of(file)) : 0;
      append(file, fitting(markdown.endsWith("\n") ? markdown : markdown + "\n", there));
    }
  }

  /** The text, or the lines at its beginning that GitHub still takes. */
  private static String fitting(String markdown, long there) {
    byte[] bytes = markdown.getBytes(StandardCharsets.UTF_8);
    if (there + bytes.length <= MAX_SUMMARY_BYTES) {
      return markdown;
    }
    int room = (int) Math.max(0, MAX_SUMMARY_BYTES - there - CUT.length());
    int end = Math.min(room, bytes.length) - 1;
    while (end >= 0 && bytes[end] != '\n') {
      end--;
    }
    return end < 0 ? "" : new String(bytes, 0, end + 1, StandardCharsets.UTF_8) + CUT;
  }

  /**
   * The runner's list, where it keeps one, is what {@code actions/attest} reads. It takes no {@code
   * =}, which no reference has.
   *
   * @see <a
   *     href="https://github.com/actions/runner/blob/main/src/Runner.Worker/CreateArtifactsFileCommand.cs">the
   *     runner's reader</a>
   */
  @Override
  public void built(String name, String digest) throws IOException {
    if (name.matches("[^\\s=]+") && digest.matches("sha256:[0-9a-f]{64}")) {
      append(env.get("GITHUB_ARTIFACTS"), "oci://" + name + "@" + digest + "\n");
    }
  }

  @Override
  public void output(String name, String value) throws IOException {
    if (!name.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException("not the name of an output: " + name);
    }
    // A delimiter that nobody can guess: the value may come from a Kitfile.
    byte[] delimiter = new byte[16];
    random.nextBytes(delimiter);
    String end = "kitrail_" + HexFormat.of().formatHex(delimiter);
    append(env.get("GITHUB_OUTPUT"), name + "<<" + end + "\n" + value + "\n" + end + "\n");
  }

  private static void append(@Nullable String file, String text) throws IOException {
    if (file != null) {
      Files.writeString(
          Path.of(file),
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}
