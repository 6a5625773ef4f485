package io.github.kitrail.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * What a step is about, by its inputs alone: the same for each run of a workflow, whether it fails
 * or not and whatever the tag is.
 */
final class ActionSubject {
  private ActionSubject() {}

  /**
   * @param inWorkspace shortens a path
   * @return a repository without tag and digest, or a folder
   */
  static String of(Action action, ActionValues values, UnaryOperator<String> inWorkspace) {
    String given =
        values.get(
            switch (action) {
              case RUN, PUBLISH -> "tag";
              case TEST -> "modelkit";
              case TEST_MERGE -> "shards";
              case VERIFY, GATE, RENDER, PULL, CHAIN -> "reference";
              case PROMOTE -> "destination";
            });
    String name = given.lines().findFirst().orElse("");
    if (name.isEmpty()) {
      String directory = values.get("directory");
      return inWorkspace.apply(directory.isEmpty() ? "." : directory);
    }
    return isFolder(name) ? inWorkspace.apply(name) : ActionResult.withoutTag(name);
  }

  private static boolean isFolder(String name) {
    try {
      return Files.isDirectory(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
