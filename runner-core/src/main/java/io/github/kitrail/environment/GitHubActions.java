package io.github.kitrail.environment;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A step of a <a
 * href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands">GitHub
 * Actions</a> job. The runner reads commands from a step's standard error too, so that results keep
 * standard output to themselves.
 */
final class GitHubActions implements Environment {
  private final Variables env;
  private final PrintStream out;
  private final RandomGenerator random;

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
  public void annotate(Annotation annotation) {
    out.println(WorkflowCommand.of(annotation));
  }

  @Override
  public void summarize(String markdown) throws IOException {
    append(env.get("GITHUB_STEP_SUMMARY"), markdown.endsWith("\n") ? markdown : markdown + "\n");
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
