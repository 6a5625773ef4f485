package io.github.kitrail.workflow;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The workflows and actions of this repository, found by walking through it. */
final class RepositoryWorkflows {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Our own, as others name it. */
  static final String OURS = "kitrail/kitrail/";

  static final Path STARTERS = ROOT.resolve("workflow-templates/github");

  private static final Set<String> SKIPPED = Set.of("target", "node_modules");

  private RepositoryWorkflows() {}

  /** The reusable ones, and those that run for this repository itself. */
  static List<WorkflowFile> own() {
    return in(ROOT.resolve(".github/workflows"));
  }

  /** Those of the Jenkins plugin, for the repository in which the Jenkins project hosts it. */
  static List<WorkflowFile> plugin() {
    return in(ROOT.resolve("jenkins-plugin/.github/workflows"));
  }

  /** Those to be copied. */
  static List<WorkflowFile> starters() {
    return in(STARTERS);
  }

  private static List<WorkflowFile> in(Path folder) {
    return all().stream().filter(it -> folder.equals(it.path().getParent())).toList();
  }

  /** Every workflow, wherever it lies; what is there for tests only is left out. */
  static List<WorkflowFile> all() {
    return yaml()
        .map(WorkflowFile::read)
        .filter(it -> it.tree().has("jobs") && !it.on().isMissingNode())
        .toList();
  }

  /** Every action.yml. */
  static List<WorkflowFile> actions() {
    return yaml()
        .filter(it -> it.getFileName().toString().startsWith("action.y"))
        .map(WorkflowFile::read)
        .toList();
  }

  private static Stream<Path> yaml() {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              String name = folder.getFileName().toString();
              boolean hidden = name.startsWith(".") && !name.equals(".github");
              boolean skipped = SKIPPED.contains(name) || folder.endsWith(Path.of("src", "test"));
              return (hidden || skipped) && !folder.equals(ROOT)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().matches(".*\\.ya?ml")) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new AssertionError("the repository cannot be walked", e);
    }
    return found.stream().sorted();
  }

  /** What {@code kitrail/kitrail/PATH@…} is here: an action.yml or a workflow. */
  static WorkflowFile ours(String target) {
    Path path = ROOT.resolve(target.substring(OURS.length()).replaceFirst("@.*$", ""));
    return WorkflowFile.read(Files.isDirectory(path) ? path.resolve("action.yml") : path);
  }
}
