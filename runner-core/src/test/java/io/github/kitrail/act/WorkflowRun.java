package io.github.kitrail.act;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.Peers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run of a workflow, by act: steps on this machine as on a runner, container actions in Docker.
 * What act knows nothing of is done here: permissions, and what a fork's pull request does not get.
 */
final class WorkflowRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalGitHub github;
  private final ModelRepository repository;
  private final String workflow;
  private final Map<String, String> secrets = new HashMap<>();
  private final Map<String, String> vars = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final List<String> containerOptions = new ArrayList<>();
  private PackageHost packages;
  private Event event = Event.push();

  /**
   * @param workflow its file's name
   */
  WorkflowRun(LocalGitHub github, ModelRepository repository, String workflow) {
    this.github = github;
    this.repository = repository;
    this.workflow = ModelRepository.path(workflow);
    this.packages = github.packages().host();
  }

  WorkflowRun on(Event other) {
    event = other;
    return this;
  }

  WorkflowRun secret(String name, String value) {
    secrets.put(name, value);
    return this;
  }

  /** Of the context {@code vars}. */
  WorkflowRun var(String name, String value) {
    vars.put(name, value);
    return this;
  }

  /** Set for every step. */
  WorkflowRun variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  WorkflowRun containerOption(String option) {
    containerOptions.add(option);
    return this;
  }

  /** Another registry under the name of GitHub's. */
  WorkflowRun packages(PackageHost other) {
    packages = other;
    return this;
  }

  ActLog run() throws IOException, InterruptedException {
    Path file = repository.folder().resolve(workflow);
    Path files = github.newFolder("run");
    Path output = files.resolve("log");
    List<String> command = new ArrayList<>(List.of(Peers.program("act").toString(), event.name()));
    command.addAll(List.of("--json", "--rm", "--pull=false", "--no-cache-server"));
    command.addAll(List.of("--concurrent-jobs", "1", "--defaultbranch", "main"));
    command.addAll(List.of("--platform", "ubuntu-latest=-self-hosted"));
    command.addAll(List.of("--platform", "ubuntu-24.04=-self-hosted"));
    command.addAll(List.of("--actor", LocalGitHub.ACTOR, "--workflows", workflow));
    command.addAll(List.of("--eventpath", write(files.resolve("event.json"), event.payload())));
    command.addAll(List.of("--secret-file", yaml(files.resolve("secrets.yml"), secrets())));
    command.addAll(List.of("--var-file", yaml(files.resolve("vars.yml"), vars)));
    command.addAll(List.of("--env-file", yaml(files.resolve("env.yml"), environment(file, files))));
    command.addAll(List.of("--container-daemon-socket", "-"));
    command.addAll(List.of("--container-options", options()));
    command.addAll(new Served(github.folder()).options(List.of(file)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(repository.folder().toFile())
            .redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    Map<String, String> env = builder.environment();
    env.keySet().retainAll(Set.of("PATH"));
    env.put("DOCKER_HOST", github.docker().host());
    env.put("XDG_CACHE_HOME", github.folder().resolve("cache").toString());
    env.put("HOME", Files.createDirectory(files.resolve("home")).toString());
    env.put("GIT_CONFIG_GLOBAL", "/dev/null");
    Process act = builder.start();
    try {
      act.getOutputStream().close();
      act.waitFor();
    } finally {
      act.destroy();
    }
    return ActLog.of(Files.readString(output), files);
  }

  /** The paths that act gives to a container are this machine's. */
  private String options() {
    List<String> options = new ArrayList<>(containerOptions);
    options.add("--network=host");
    options.add("-v " + github.folder() + ":" + github.folder());
    return String.join(" ", options);
  }

  private Map<String, String> secrets() {
    Map<String, String> given = new HashMap<>(event.isFromAFork() ? Map.of() : secrets);
    given.put("GITHUB_TOKEN", event.isFromAFork() ? LocalGitHub.READING_TOKEN : LocalGitHub.TOKEN);
    return given;
  }

  private Map<String, String> environment(Path file, Path files) throws IOException {
    Map<String, String> env = new HashMap<>(packages.variables());
    env.put("KITRAIL_TRUSTED_ROOT", github.identities().trustedRoot().toString());
    env.put("KITRAIL_SIGNING_CONFIG", github.identities().signingConfig().toString());
    env.put("GITHUB_ARTIFACTS", Files.createFile(files.resolve("built")).toString());
    // For the stand-ins of actions that would keep files at GitHub.
    env.put("ARTIFACTS", files.resolve("artifacts").toString());
    env.put("CACHES", repository.folder() + ".caches");
    if (!event.isFromAFork() && Permissions.of(file).write("id-token")) {
      env.putAll(github.identities().githubVariables());
    }
    env.putAll(variables);
    return env;
  }

  /**
   * JSON is YAML, and knows lines in a value, which act's other format for these files does not.
   */
  private static String yaml(Path file, Map<String, String> values) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    values.forEach(node::put);
    return write(file, node);
  }

  private static String write(Path file, ObjectNode node) throws IOException {
    return Files.write(file, node.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
