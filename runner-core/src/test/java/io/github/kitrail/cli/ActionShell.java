package io.github.kitrail.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A step of a workflow on GitHub: inputs as variables, and the files that the runner gives. */
record ActionShell(Path temp, CommandRun.Shell shell) {
  /** What the step said, and what it left in the runner's files. */
  record Step(CommandRun run, Map<String, String> outputs, String summary, String artifacts) {
    List<String> commands(String name) {
      return run.err()
          .lines()
          .filter(it -> it.startsWith("::" + name + " ") || it.startsWith("::" + name + "::"))
          .toList();
    }

    JsonNode metadata() throws IOException {
      return new ObjectMapper().readTree(outputs.get("metadata"));
    }
  }

  static ActionShell in(Path temp) throws IOException {
    Files.createDirectories(temp.resolve("workspace"));
    Files.createDirectories(temp.resolve("home"));
    CommandRun.Shell shell =
        CommandRun.in(temp.resolve("home"))
            .with("GITHUB_ACTIONS", "true")
            .with("CI", "true")
            .with("GITHUB_SERVER_URL", "https://github.com")
            .with("GITHUB_REPOSITORY", "acme/faq-bot")
            .with("GITHUB_ACTOR", "octocat")
            .with("GITHUB_REF", "refs/heads/main")
            .with("GITHUB_EVENT_NAME", "push")
            .with("GITHUB_WORKSPACE", temp.resolve("workspace").toString())
            .with("GITHUB_OUTPUT", temp.resolve("output").toString())
            .with("GITHUB_ARTIFACTS", temp.resolve("artifacts").toString())
            .with("GITHUB_STEP_SUMMARY", temp.resolve("summary").toString());
    return new ActionShell(temp, shell);
  }

  Path workspace() {
    return temp.resolve("workspace");
  }

  ActionShell with(String variable, String value) {
    return new ActionShell(temp, shell.with(variable, value));
  }

  ActionShell input(String name, Object value) {
    return with(ActionInput.variable(name), value.toString());
  }

  /** A pull request of somebody who may not write to the repository. */
  ActionShell fromAFork() throws IOException {
    Path event =
        Files.writeString(
            temp.resolve("event.json"),
            "{\"pull_request\": {\"head\": {\"repo\": {\"full_name\": \"mallory/faq-bot\"}}}}");
    return with("GITHUB_EVENT_NAME", "pull_request").with("GITHUB_EVENT_PATH", event.toString());
  }

  /** A pull request of the repository's own. */
  ActionShell forPullRequest(int number, String head) throws IOException {
    String repository = shell.variables().get("GITHUB_REPOSITORY");
    Path event =
        Files.writeString(
            temp.resolve("event.json"),
            "{\"pull_request\": {\"number\": %d, \"head\": {\"sha\": \"%s\", \"repo\": {\"full_name\": \"%s\"}}}}"
                .formatted(number, head, repository));
    return with("GITHUB_EVENT_NAME", "pull_request").with("GITHUB_EVENT_PATH", event.toString());
  }

  Step run(String action) throws IOException {
    for (String file : List.of("output", "artifacts", "summary")) {
      Files.writeString(temp.resolve(file), "");
    }
    CommandRun run = shell.run("github-action", action);
    return new Step(
        run,
        outputs(Files.readAllLines(temp.resolve("output"))),
        Files.readString(temp.resolve("summary")),
        Files.readString(temp.resolve("artifacts")));
  }

  /** As the runner reads them: a name, a delimiter, the lines up to it. */
  private static Map<String, String> outputs(List<String> lines) {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] head = lines.get(i).split("<<", 2);
      int end = lines.subList(i + 1, lines.size()).indexOf(head[1]) + i + 1;
      outputs.put(head[0], String.join("\n", lines.subList(i + 1, end)));
      i = end;
    }
    return outputs;
  }
}
