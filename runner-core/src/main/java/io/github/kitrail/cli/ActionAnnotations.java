package io.github.kitrail.cli;

import io.github.kitrail.Remark;
import io.github.kitrail.environment.Annotation;
import io.github.kitrail.environment.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows failures where they have to be mended, as far as GitHub shows them: ten a step. */
final class ActionAnnotations {
  private static final int MOST = 10;

  private final Environment environment;
  private final String workspace;

  ActionAnnotations(Environment environment, Map<String, String> env) {
    this.environment = environment;
    this.workspace = env.getOrDefault("GITHUB_WORKSPACE", "");
  }

  /**
   * @param message what all of it comes to, shown when no place is known
   * @param advice what to change in the workflow, or empty
   */
  void show(String message, List<Remark> remarks, String advice) {
    if (remarks.isEmpty() || !advice.isEmpty()) {
      error(message + advice, null);
    }
    int room = MOST - (advice.isEmpty() ? 0 : 1);
    boolean all = remarks.size() <= room;
    int shown = all ? remarks.size() : room - 1;
    remarks.stream().limit(shown).forEach(it -> error(it.message(), it));
    if (!all) {
      error((remarks.size() - shown) + " more are in the log and in the job summary.", null);
    }
  }

  private void error(String message, @Nullable Remark place) {
    environment.annotate(
        new Annotation(
            Annotation.Level.ERROR,
            message,
            place == null || place.file() == null ? null : inWorkspace(place.file()),
            place == null ? null : place.line(),
            place == null ? null : place.column()));
  }

  /**
   * A path as the steps of a job share it; one that is not below the workspace stays as it is. The
   * container's own name of the workspace means nothing outside.
   */
  String inWorkspace(String file) {
    if (workspace.isBlank()) {
      return file;
    }
    // A container starts in the workspace. act gives it another name there than in the variable.
    String byVariable = below(Path.of(workspace), file);
    String byFolder = byVariable == null ? below(Path.of(""), file) : byVariable;
    return byFolder == null ? file : byFolder;
  }

  private static @Nullable String below(Path folder, String file) {
    Path root = folder.toAbsolutePath().normalize();
    Path path = Path.of(file).toAbsolutePath().normalize();
    String relative = root.relativize(path).toString().replace('\\', '/');
    return path.startsWith(root) ? (relative.isEmpty() ? "." : relative) : null;
  }
}
