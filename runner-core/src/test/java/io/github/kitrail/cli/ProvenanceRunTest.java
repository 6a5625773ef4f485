package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.environment.GitRepository;
import io.github.kitrail.fixture.FixtureRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says about how it built, where no CI system or Jenkins is in charge. */
class ProvenanceRunTest {
  private static final String LOCAL = "https://kitrail.github.io/buildtypes/local/v1";

  @TempDir Path temp;
  private CommandRun.Shell shell;
  private Path kit;

  @BeforeEach
  void aFolder() throws Exception {
    shell = CommandRun.in(temp.resolve("home"));
    for (Map.Entry<String, String> variable : GitRepository.ENV.entrySet()) {
      shell = shell.with(variable.getKey(), variable.getValue());
    }
    kit = TinyKit.in(temp.resolve("kit"));
  }

  private JsonNode run(String... more) throws Exception {
    List<String> args =
        new java.util.ArrayList<>(List.of("run", kit.toString(), "--output", "json"));
    args.addAll(List.of(more));
    CommandRun run = shell.run(args.toArray(String[]::new));
    assertThat(run.status()).as(run.err() + run.out()).isZero();
    return run.json();
  }

  private GitRepository repository() throws Exception {
    GitRepository repository = new GitRepository(kit);
    repository.commitAll();
    repository.git("remote", "add", "origin", "https://me:ghp_x@github.com/acme/faq-bot.git");
    return repository;
  }

  @Test
  void aLocalRunSaysThatItIsLocal() throws Exception {
    String head = repository().head();
    JsonNode report = run();
    ReadProvenance provenance =
        ReadProvenance.of(shell, report.path("reference").asText(), temp.resolve("read"));
    assertThat(provenance.text("/buildDefinition/buildType")).isEqualTo(LOCAL);
    assertThat(provenance.text("/runDetails/builder/id"))
        .isEqualTo("https://kitrail.github.io/builders/local/v1");
    assertThat(provenance.predicate().at("/runDetails/metadata/invocationId").isMissingNode())
        .isTrue();
    assertThat(provenance.predicate().at("/buildDefinition/externalParameters").toString())
        .isEqualTo(
            "{\"repository\":\"https://github.com/acme/faq-bot.git\",\"ref\":\"refs/heads/main\","
                + "\"kitrail\":{\"command\":\"run\",\"reference\":\"faq-bot:1.0.0\"}}");
    assertThat(provenance.dependency(0).toString())
        .isEqualTo(
            "{\"uri\":\"git+https://github.com/acme/faq-bot.git@refs/heads/main\",\"digest\":{\"gitCommit\":\""
                + head
                + "\"},\"annotations\":{\"uncommittedChanges\":false}}");
    Instant began = Instant.parse(provenance.text("/runDetails/metadata/startedOn"));
    Instant ended = Instant.parse(provenance.text("/runDetails/metadata/finishedOn"));
    assertThat(began).isBeforeOrEqualTo(ended).isAfter(Instant.now().minusSeconds(300));
    assertThat(provenance.predicate().toString()).doesNotContain("ghp_x", temp.toString());
  }

  @Test
  void whereALayoutLiesIsNotTold() throws Exception {
    String layout = "oci:" + temp.resolve("layout") + ":v1";
    run("-t", layout);
    ReadProvenance provenance = ReadProvenance.of(shell, layout, temp.resolve("read"));
    assertThat(provenance.text("/buildDefinition/externalParameters/kitrail/reference"))
        .isEqualTo("oci:layout:v1");
    assertThat(provenance.predicate().toString()).doesNotContain(temp.toString());
  }

  @Test
  void aTreeThatDiffersFromTheCommitIsCalledSo() throws Exception {
    repository();
    Files.writeString(kit.resolve("model.gguf"), "other weights");
    String reference = run().path("reference").asText();
    ReadProvenance provenance = ReadProvenance.of(shell, reference, temp.resolve("read"));
    assertThat(provenance.dependency(0).at("/annotations/uncommittedChanges").asBoolean()).isTrue();
  }

  /** A commit without an address is still a commit. */
  @Test
  void aRepositoryWithoutARemoteIsKnownByItsCommit() throws Exception {
    GitRepository repository = new GitRepository(kit);
    repository.commitAll();
    String reference = run().path("reference").asText();
    ReadProvenance provenance = ReadProvenance.of(shell, reference, temp.resolve("read"));
    assertThat(provenance.dependency(0).has("uri")).isFalse();
    assertThat(provenance.dependency(0).at("/digest/gitCommit").asText())
        .isEqualTo(repository.head());
  }

  @Test
  void datasetsAndCodeAreInputsByTheirLayersDigests() throws Exception {
    JsonNode report = run();
    ReadProvenance provenance =
        ReadProvenance.of(shell, report.path("reference").asText(), temp.resolve("read"));
    JsonNode all = provenance.predicate().at("/buildDefinition/resolvedDependencies");
    assertThat(all.findValuesAsText("name")).containsExactly("code:src", "datasets:train");
    for (JsonNode input : all) {
      JsonNode layer = layer(report, input.at("/annotations/path").asText());
      assertThat("sha256:" + input.at("/digest/sha256").asText())
          .isEqualTo(layer.path("digest").asText());
      assertThat(input.path("mediaType")).isEqualTo(layer.path("mediaType"));
    }
  }

  private static JsonNode layer(JsonNode report, String path) {
    for (JsonNode layer : report.path("layers")) {
      if (layer.path("path").asText().equals(path)) {
        return layer;
      }
    }
    throw new AssertionError("no layer of " + path);
  }

  @Test
  void aBaseModelKitIsAnInputByReferenceAndDigest() throws Exception {
    Path key = keys();
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String base = registry.host() + "/team/base:1";
      CommandRun published =
          shell.run("publish", kit.toString(), "-t", base, "--plain-http", "--output", "json");
      assertThat(published.status()).as(published.err()).isZero();
      Files.writeString(
          kit.resolve("Kitfile"),
          "manifestVersion: 1.0.0\npackage: {name: top}\nmodel: {name: m, path: '" + base + "'}\n");
      String top = registry.host() + "/team/top:1";
      run("-t", top, "--key", key.toString(), "--plain-http");
      ReadProvenance provenance = ReadProvenance.of(shell, top, temp.resolve("read"));
      assertThat(provenance.dependency(0).toString())
          .isEqualTo(
              "{\"uri\":\"oci://"
                  + base
                  + "\",\"name\":\"base:"
                  + base
                  + "\",\"digest\":{\"sha256\":\""
                  + published.json().path("digest").asText().substring("sha256:".length())
                  + "\"},\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\"}");
    }
  }

  @Test
  void aBaseThatIsOnlyInTheLocalStoreHasNoAddress() throws Exception {
    CommandRun packed = shell.run("pack", kit.toString(), "-t", "base:1");
    assertThat(packed.status()).as(packed.err()).isZero();
    Files.writeString(
        kit.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: top}\nmodel: {name: m, path: 'base:1'}\n");
    String reference = run().path("reference").asText();
    ReadProvenance provenance = ReadProvenance.of(shell, reference, temp.resolve("read"));
    assertThat(provenance.dependency(0).has("uri")).isFalse();
    assertThat(provenance.text("/buildDefinition/resolvedDependencies/0/name"))
        .isEqualTo("base:base:1");
  }

  @Test
  @Tag("peer")
  void othersTakeALocalRunsAndAJenkinsBuildsProvenance() throws Exception {
    Path key = keys();
    repository();
    ReadProvenance local =
        ReadProvenance.of(shell, run().path("reference").asText(), temp.resolve("local"));
    shell =
        shell
            .with("JENKINS_URL", "https://ci.acme.example/")
            .with("BUILD_URL", "https://ci.acme.example/job/faq/12/")
            .with("JOB_NAME", "faq")
            .with("BUILD_NUMBER", "12");
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      SlsaPeers peers = new SlsaPeers(temp, shell);
      peers.all(local, key, registry, kit);
      String reference = registry.host() + "/jenkins/m:1";
      run("-t", reference, "--key", key.toString(), "--plain-http");
      ReadProvenance jenkins = ReadProvenance.of(shell, reference, temp.resolve("jenkins"));
      assertThat(jenkins.text("/runDetails/builder/id")).isEqualTo("https://ci.acme.example/");
      assertThat(jenkins.text("/runDetails/metadata/invocationId"))
          .isEqualTo("https://ci.acme.example/job/faq/12/");
      peers.all(jenkins, key, registry, kit);
    }
  }

  private Path keys() throws Exception {
    shell = shell.with("COSIGN_PASSWORD", "pw");
    return Path.of(
        Objects.requireNonNull(
                getClass().getResource("/io/github/kitrail/evidence/cosign/p256.key"))
            .toURI());
  }
}
