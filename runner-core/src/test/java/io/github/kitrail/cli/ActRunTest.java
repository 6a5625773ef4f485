package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.environment.GitRepository;
import io.github.kitrail.fixture.FixtureRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A run in a step of a GitHub workflow, played by act: what its provenance says is what git and the
 * workflow's file say.
 */
@Tag("peer")
class ActRunTest {
  private static final String WORKFLOW =
      """
      # The name is all that act tells of a workflow.
      name: "Train and release"
      on: [push, workflow_dispatch, schedule]
      jobs:
        model:
          name: No such workflow
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v5
            - run: ${{ env.KITRAIL }} run . -t ${{ env.REFERENCE }} --key ${{ env.KEY }} --plain-http
              env:
                COSIGN_PASSWORD: ${{ secrets.COSIGN_PASSWORD }}
      """;

  @TempDir Path temp;
  private Path kit;
  private GitRepository repository;
  private Path key;
  private CommandRun.Shell shell;

  @BeforeEach
  void aRepository() throws Exception {
    kit = TinyKit.in(temp.resolve("kit"));
    Path workflows = Files.createDirectories(kit.resolve(".github/workflows"));
    Files.writeString(workflows.resolve("model.yml"), WORKFLOW);
    Files.writeString(workflows.resolve("other.yml"), "name: Other\non: push\njobs: {}\n");
    repository = new GitRepository(kit);
    repository.commitAll();
    repository.git("remote", "add", "origin", "https://github.com/acme/faq-bot.git");
    key =
        Path.of(
            Objects.requireNonNull(
                    getClass().getResource("/io/github/kitrail/evidence/cosign/p256.key"))
                .toURI());
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", "pw");
  }

  @ParameterizedTest
  @CsvSource({"push", "workflow_dispatch", "schedule"})
  void theProvenanceNamesRepositoryCommitAndWorkflow(String event) throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      ReadProvenance provenance = act(event, registry);
      JsonNode definition = provenance.predicate().path("buildDefinition");
      assertThat(definition.path("buildType").asText())
          .isEqualTo("https://actions.github.io/buildtypes/workflow/v1");
      assertThat(definition.path("externalParameters").toString())
          .isEqualTo(
              "{\"workflow\":{\"ref\":\"refs/heads/main\","
                  + "\"repository\":\"https://github.com/acme/faq-bot\","
                  + "\"path\":\".github/workflows/model.yml\"}}");
      assertThat(definition.at("/internalParameters/github/event_name").asText()).isEqualTo(event);
      assertThat(provenance.dependency(0).toString())
          .isEqualTo(
              "{\"uri\":\"git+https://github.com/acme/faq-bot@refs/heads/main\",\"digest\":{\"gitCommit\":\""
                  + repository.head()
                  + "\"},\"annotations\":{\"uncommittedChanges\":false}}");
      assertThat(provenance.text("/runDetails/builder/id"))
          .as("act is not GitHub")
          .isEqualTo("https://kitrail.github.io/builders/act/v1");
    }
  }

  @Test
  void aTagIsTheRef() throws Exception {
    repository.git("tag", "v1.0.0");
    repository.git("checkout", "--quiet", "v1.0.0");
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      ReadProvenance provenance = act("push", registry);
      assertThat(provenance.text("/buildDefinition/externalParameters/workflow/ref"))
          .isEqualTo("refs/tags/v1.0.0");
      assertThat(provenance.dependency(0).path("uri").asText())
          .isEqualTo("git+https://github.com/acme/faq-bot@refs/tags/v1.0.0");
    }
  }

  @Test
  void othersTakeIt() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      ReadProvenance provenance = act("push", registry);
      new SlsaPeers(temp, shell).all(provenance, key, registry, kit);
    }
  }

  /** No container, no server, no network but the registry of the test. */
  private ReadProvenance act(String event, FixtureRegistry registry) throws Exception {
    String reference = registry.host() + "/acme/faq-bot:1";
    Path secrets = Files.writeString(temp.resolve("secrets"), "COSIGN_PASSWORD=pw\n");
    PeerProgram act =
        new PeerProgram(
            "act",
            kit,
            Map.of(
                "XDG_CACHE_HOME", temp.resolve("cache").toString(),
                "XDG_CONFIG_HOME", temp.resolve("config").toString(),
                "HOME", temp.toString(),
                "GIT_CONFIG_GLOBAL", "/dev/null"));
    String log =
        act.run(
            event,
            "--platform",
            "ubuntu-latest=-self-hosted",
            "--pull=false",
            "--no-cache-server",
            "--workflows",
            ".github/workflows/model.yml",
            "--secret-file",
            secrets.toString(),
            "--env",
            "KITRAIL=" + launcher(),
            "--env",
            "REFERENCE=" + reference,
            "--env",
            "KEY=" + key);
    assertThat(log).contains("Job succeeded").doesNotContain("PRIVATE KEY");
    return ReadProvenance.of(shell, reference, temp.resolve("read"));
  }

  private Path launcher() throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> lines =
        List.of(
            "#!/bin/sh",
            "KITOPS_HOME='" + temp.resolve("act-home") + "'; export KITOPS_HOME",
            "exec '"
                + java
                + "' -XX:+UseSerialGC -cp '"
                + classPath
                + "' "
                + Main.class.getName()
                + " \"$@\"");
    Path script = temp.resolve("kitrail");
    Files.write(script, lines, UTF_8);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }
}
