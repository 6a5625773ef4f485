package io.github.kitrail.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A repository in which our actions and workflows are called as those of the same repository, which
 * is how actionlint looks into them. Lines stay where they are.
 */
record LocalCopy(Path root) {

  static LocalCopy in(Path root) throws IOException {
    for (WorkflowFile action : RepositoryWorkflows.actions()) {
      Path copy = root.resolve(RepositoryWorkflows.ROOT.relativize(action.path()).toString());
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, action.text());
    }
    Files.createDirectories(root.resolve(".git"));
    Files.createDirectories(root.resolve(".github/workflows"));
    LocalCopy copy = new LocalCopy(root);
    for (WorkflowFile workflow : RepositoryWorkflows.own()) {
      copy.add(workflow.name(), workflow.text());
    }
    return copy;
  }

  Path add(String name, String text) throws IOException {
    return Files.writeString(root.resolve(".github/workflows").resolve(name), local(text));
  }

  /** As if it had been copied into a repository whose default branch is main. */
  static String copied(String starter) {
    return starter.replace("$default-branch", "main");
  }

  private static String local(String text) {
    return text.replaceAll("uses: kitrail/kitrail/(\\S+?)@\\S+", "uses: ./$1");
  }

  /** Actions are checked where they are used: a job that uses every one. */
  Path addUserOfAllActions() throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of("on: push", "jobs:", "  all:", "    runs-on: ubuntu-latest", "    steps:"));
    for (WorkflowFile action : RepositoryWorkflows.actions()) {
      String folder =
          RepositoryWorkflows.ROOT
              .relativize(action.path().getParent())
              .toString()
              .replace('\\', '/');
      lines.add("      - uses: ./" + folder);
      Callable callable = Callable.action(action);
      if (callable.inputs().values().stream().anyMatch(Callable.Input::required)) {
        lines.add("        with:");
        callable
            .inputs()
            .forEach(
                (name, input) -> {
                  if (input.required()) {
                    lines.add("          " + name + ": x");
                  }
                });
      }
    }
    return add("all-actions.yml", String.join("\n", lines) + "\n");
  }
}
