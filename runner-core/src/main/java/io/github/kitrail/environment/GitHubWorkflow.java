package io.github.kitrail.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which file of a repository is the workflow that runs. */
record GitHubWorkflow(Variables env) {
  private static final Path DIRECTORY = Path.of(".github", "workflows");
  private static final int MAX_BYTES = 1024 * 1024;

  /** The field at the left margin; enough of YAML for a name in one line. */
  private static final Pattern NAME =
      Pattern.compile(
          "^name:[ \\t]+(?:'([^'\n]*)'|\"([^\"\\\\\n]*)\"|([^'\"\\s#][^\n]*?))[ \\t]*(?:#.*)?$",
          Pattern.MULTILINE);

  /** With {@code /}, such as {@code .github/workflows/release.yml}; null when it is not clear. */
  @Nullable String path() {
    String told = env.get("GITHUB_WORKFLOW_REF");
    return told == null ? named() : fromReference(told);
  }

  /**
   * {@code o/r/.github/workflows/b.yml@refs/heads/main}; the path may hold an {@code @}, and so may
   * the ref.
   */
  private @Nullable String fromReference(String reference) {
    String prefix = env.get("GITHUB_REPOSITORY") + "/";
    String suffix = "@" + env.get("GITHUB_REF");
    int end =
        reference.endsWith(suffix)
            ? reference.length() - suffix.length()
            : reference.indexOf("@refs/");
    return reference.startsWith(prefix) && end > prefix.length()
        ? reference.substring(prefix.length(), end)
        : null;
  }

  /**
   * The one file in the workspace with this name, where the runner tells no more: act, and old
   * versions of GitHub Enterprise Server. A workflow without a name goes by its file's, which act
   * gives without the folder.
   */
  private @Nullable String named() {
    String name = env.get("GITHUB_WORKFLOW");
    String workspace = env.get("GITHUB_WORKSPACE");
    if (name == null || workspace == null) {
      return null;
    }
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of(workspace).resolve(DIRECTORY), "*.{yml,yaml}")) {
      for (Path file : files) {
        String path = ".github/workflows/" + file.getFileName();
        String own = nameIn(file);
        if (own == null ? path.endsWith("/" + name) || path.equals(name) : own.equals(name)) {
          found.add(path);
        }
      }
    } catch (IOException | InvalidPathException e) {
      return null;
    }
    return found.size() == 1 ? found.get(0) : null;
  }

  private static @Nullable String nameIn(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      return null;
    }
    Matcher name = NAME.matcher(Files.readString(file, StandardCharsets.UTF_8));
    if (!name.find()) {
      return null;
    }
    for (int group = 1; group <= 3; group++) {
      if (name.group(group) != null) {
        return name.group(group);
      }
    }
    return null;
  }
}
