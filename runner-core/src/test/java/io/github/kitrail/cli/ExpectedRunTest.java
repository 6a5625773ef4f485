package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.TestKeys;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.RecordedRequest;
import io.github.kitrail.fixture.Repository;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence that a ModelKit should have: said when it is packed, missed when it is used. */
class ExpectedRunTest {
  private static final String ANNOTATION = "io.github.kitrail.expected-evidence";

  @TempDir Path temp;
  private CommandRun.Shell shell;
  private Path folder;
  private String key;
  private String pub;

  @BeforeEach
  void aFolder() throws Exception {
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", "pw");
    folder = Files.createDirectories(temp.resolve("kit"));
    Files.writeString(folder.resolve("model.gguf"), "weights");
    Files.writeString(
        folder.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: m}\nmodel: {name: m, path: model.gguf}\n");
    key = sample("p256.key");
    pub = sample("p256.pub");
  }

  private static String sample(String name) throws Exception {
    String resource = "/io/github/kitrail/evidence/cosign/" + name;
    return Path.of(Objects.requireNonNull(ExpectedRunTest.class.getResource(resource)).toURI())
        .toString();
  }

  private CommandRun ok(String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  private CommandRun fails(int status, String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
    assertThat(run.err()).doesNotContain("Exception", "\tat ");
    return run;
  }

  private static String[] with(String[] args, String... more) {
    return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
  }

  private void packExpecting(String... types) {
    String[] pack = {"pack", folder.toString(), "-t", "m:1"};
    for (String type : types) {
      pack = with(pack, "--expect", type);
    }
    ok(pack);
  }

  private JsonNode manifest(String reference) throws Exception {
    return ok("inspect", reference).json().path("manifest");
  }

  @Test
  void onlyWhoAsksGetsTheAnnotation() throws Exception {
    packExpecting();
    assertThat(manifest("m:1").path("annotations")).hasSize(1);
    packExpecting("signature", "slsaprovenance1", "https://example.com/t");
    assertThat(manifest("m:1").path("annotations").path(ANNOTATION).asText())
        .isEqualTo("signature,slsa-provenance,https://example.com/t");
    assertThat(fails(2, "pack", folder.toString(), "--expect", "signatur").err())
        .contains("\"signatur\" is not a predicate type");
    fails(2, "pack", folder.toString(), "--expect", "https://example.com/a,b");
  }

  @Test
  void nothingIsAskedWhenNothingIsExpected() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String remote = registry.host() + "/team/m:1";
      String[] publish = {"publish", folder.toString(), "-t", remote, "--plain-http"};
      ok(publish);
      assertThat(ok("inspect", "-r", remote, "--plain-http").err()).isEmpty();
      assertThat(registry.requests()).noneMatch(ExpectedRunTest::asksForEvidence);
      ok(with(publish, "--expect", "signature"));
      assertThat(ok("inspect", "-r", remote, "--plain-http").err())
          .contains("warning: ", ": signature (it was only");
      assertThat(registry.requests()).anyMatch(ExpectedRunTest::asksForEvidence);
    }
  }

  private static boolean asksForEvidence(RecordedRequest request) {
    return request.path().contains("/referrers/") || request.path().contains("/sha256-");
  }

  @Test
  void whatIsMissingIsToldAndNotClaimedToBeVerified() throws Exception {
    packExpecting("signature", "slsa-provenance");
    Path out = temp.resolve("out");
    CommandRun bare = ok("unpack", "m:1", "-d", out.toString(), "--output", "json");
    String sentence =
        "m:1 should have this evidence: signature, slsa-provenance; not found in m in the"
            + " local store: signature, slsa-provenance (it was only looked for, nothing was verified).";
    assertThat(bare.err()).isEqualTo("warning: " + sentence + System.lineSeparator());
    assertThat(bare.json().path("warnings")).hasSize(1);
    assertThat(bare.json().at("/warnings/0").asText()).isEqualTo(sentence);

    ok("sign", "m:1", "--key", key);
    CommandRun signed = ok("inspect", "m:1");
    assertThat(signed.err()).contains(": slsa-provenance (it was only");
    CommandRun withKey = ok("inspect", "m:1", "--key", pub);
    assertThat(withKey.err())
        .contains("not in m in the local store, or not good by the given signer: slsa-provenance.");

    Path predicate = temp.resolve("p.json");
    Files.writeString(
        predicate,
        "{\"buildDefinition\":{\"buildType\":\"https://a.b/c\",\"externalParameters\":{}},"
            + "\"runDetails\":{\"builder\":{\"id\":\"https://a.b/d\"}}}");
    ok(
        "attest",
        "m:1",
        "--type",
        "slsa-provenance",
        "--predicate",
        predicate.toString(),
        "--key",
        key);
    assertThat(ok("inspect", "m:1").err()).isEmpty();
    assertThat(ok("inspect", "m:1").json().path("warnings")).isEmpty();
    ok("inspect", "m:1", "--require");
    ok("inspect", "m:1", "--require", "--key", pub);
    String other = Files.writeString(temp.resolve("other.pub"), TestKeys.PUBLIC).toString();
    assertThat(fails(3, "inspect", "m:1", "--require", "--key", other).err())
        .contains("not good by the given signer: signature, slsa-provenance.");
  }

  @Test
  void whatIsRequiredStopsBeforeAnythingIsWritten() throws Exception {
    packExpecting("signature");
    Path out = temp.resolve("out");
    assertThat(fails(3, "unpack", "--require", "m:1", "-d", out.toString()).err())
        .contains("not found in m in the local store: signature (", "kitrail promote");
    assertThat(out).doesNotExist();
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String remote = registry.host() + "/team/m:1";
      ok("push", "m:1", remote, "--plain-http");
      CommandRun.Shell other = CommandRun.in(temp.resolve("elsewhere"));
      CommandRun refused = other.run("pull", remote, "--require", "--plain-http");
      assertThat(refused.status()).isEqualTo(3);
      assertThat(temp.resolve("elsewhere/storage/index.json")).doesNotExist();
      String folder = temp.resolve("to").toString();
      assertThat(other.run("pull", "--require", remote, "--to", folder, "--plain-http").status())
          .isEqualTo(3);
      assertThat(Path.of(folder)).doesNotExist();
      CommandRun warned = other.run("pull", remote, "--plain-http", "--output", "json");
      assertThat(warned.status()).isZero();
      assertThat(warned.json().path("warnings")).hasSize(1);
      assertThat(warned.err()).contains(": signature (it was only");
      ok("sign", remote, "--key", key, "--plain-http");
      CommandRun pulled = other.run("pull", remote, "--require", "--plain-http");
      assertThat(pulled.err()).isEmpty();
      assertThat(other.run("inspect", remote, "--require", "--key", pub).status()).isZero();
    }
  }

  @Test
  void moreCanBeRequired() throws Exception {
    packExpecting();
    assertThat(fails(3, "inspect", "m:1", "--require").err())
        .as("of one that should have nothing, a signature is required")
        .contains("m:1 should have this evidence: signature; ");
    ok("sign", "m:1", "--key", key);
    ok("inspect", "m:1", "--require");
    ok("inspect", "--require", "signature", "m:1");
    ok("inspect", "--require", "m:1");
    assertThat(fails(3, "inspect", "--require", "slsa-provenance", "m:1").err())
        .contains(": slsa-provenance (it was only");
    assertThat(fails(3, "inspect", "--require=https://a.b/c", "m:1").err())
        .contains(": https://a.b/c (it was only");
    assertThat(fails(2, "inspect", "--require=no-such", "m:1").err()).contains("no-such");

    Path policy = temp.resolve("policy.yaml");
    Files.writeString(policy, "version: 1\nrequire: [signature, test-result]\n");
    assertThat(ok("inspect", "m:1", "--policy", policy.toString()).err())
        .contains(
            "should have this evidence: signature, test-result;", ": test-result (it was only");
    fails(3, "inspect", "m:1", "--policy", policy.toString(), "--require");
    fails(2, "inspect", "m:1", "--policy", "gone.yaml");
    fails(2, "test", folder.toString(), "--require");
  }

  @Test
  void aKeyThatIsNotUsedIsTold() throws Exception {
    packExpecting();
    CommandRun run = ok("inspect", "m:1", "--key", pub);
    assertThat(run.err()).contains("nothing was verified with the key", "--require");
    assertThat(run.json().path("warnings")).hasSize(1);
  }

  @Test
  void whatIsEmbeddedIsThere() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String remote = registry.host() + "/team/m:1";
      String[] publish = {"publish", folder.toString(), "-t", remote, "--plain-http"};
      ok(
          with(
              publish,
              "--expect=signature",
              "--expect=slsa-provenance",
              "--embed-attestation",
              "--key",
              key));
      String[] inspect = {"inspect", "-r", remote, "--plain-http"};
      assertThat(ok(with(inspect, "--require")).err()).isEmpty();
      assertThat(ok(with(inspect, "--require", "--key", pub)).err()).isEmpty();
      assertThat(ok(inspect).err()).isEmpty();

      ForgedModelKit honest = ForgedModelKit.of(registry.repository("team/m"), "1");
      honest.withAnnotations(Map.of(Manifest.CLI_VERSION, "9", ANNOTATION, "signature")).put("1");
      assertThat(ok(inspect).err()).contains(": signature (it was only");
      fails(3, with(inspect, "--require"));
    }
  }

  @Test
  void whatARunsFileSaysIsExpectedOfTheModelKit() throws Exception {
    Path example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    ok("run", example.toString(), "-t", "faq:1");
    assertThat(manifest("faq:1").path("annotations").path(ANNOTATION).asText())
        .isEqualTo("signature,slsa-provenance,test-result,ml-bom");
    String layout = "oci:" + temp.resolve("layout") + ":1";
    ok("promote", "faq:1", layout);
    String target = temp.resolve("deploy").toString();
    String[] render = {"render", layout, "--target", "ollama", "-d", target, "-o"};
    assertThat(ok(with(render, "--output", "json")).json().path("warnings")).isEmpty();
    String[] test = {"test", layout, "--spec", example.resolve("smoke.yaml").toString()};
    assertThat(ok(with(test, "--require", "--output", "json")).json().path("warnings")).isEmpty();

    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String bare = registry.host() + "/team/faq:1";
      ok("push", "faq:1", bare, "--plain-http");
      render[1] = bare;
      CommandRun rendered = ok(with(render, "--plain-http", "--output", "json"));
      assertThat(rendered.json().path("warnings")).hasSize(1);
      assertThat(rendered.err()).contains("test-result, ml-bom (it was only");
      fails(3, with(render, "--plain-http", "--require"));
      test[1] = bare;
      CommandRun tested = ok(with(test, "--plain-http", "--output", "json"));
      assertThat(tested.json().path("warnings")).hasSize(1);
      fails(3, with(test, "--plain-http", "--require"));
    }

    Files.delete(example.resolve("kitrail.yaml"));
    ok("run", example.toString(), "-t", "faq:2");
    assertThat(manifest("faq:2").path("annotations").has(ANNOTATION)).isFalse();
  }

  @Test
  void whatStrangersWroteIsNoReasonToStop() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String remote = registry.host() + "/team/m:1";
      ok("publish", folder.toString(), "-t", remote, "--plain-http", "--expect=signature");
      String[] inspect = {"inspect", "-r", remote, "--plain-http"};
      Repository repository = registry.repository("team/m");
      ForgedModelKit honest = ForgedModelKit.of(repository, "1");
      honest
          .withAnnotations(
              Map.of(Manifest.CLI_VERSION, "1.7.0", ANNOTATION, " ,new-\u001b[31m,signature,,"))
          .put("1");
      assertThat(ok(inspect).err())
          .contains("should have this evidence: new-?[31m, signature;")
          .doesNotContain("\u001b");

      String subject = repository.tags().get("1");
      for (int i = 0; i < 1001; i++) {
        String referrer =
            ("{\"schemaVersion\":2,\"mediaType\":\"%s\",\"artifactType\":\"%s\",\"config\":{"
                    + "\"mediaType\":\"application/vnd.oci.empty.v1+json\",\"digest\":\"%s\","
                    + "\"size\":2},\"layers\":[],\"subject\":{\"mediaType\":\"%s\",\"digest\":"
                    + "\"%s\",\"size\":%d},\"annotations\":{\"n\":\"%d\"}}")
                .formatted(
                    MediaTypes.IMAGE_MANIFEST,
                    MediaTypes.SIGSTORE_BUNDLE,
                    subject,
                    MediaTypes.IMAGE_MANIFEST,
                    subject,
                    1,
                    i);
        repository.putManifest(MediaTypes.IMAGE_MANIFEST, referrer.getBytes(UTF_8));
      }
      assertThat(ok(inspect).err())
          .contains("it could not be looked for: ", "more than 1000 pieces of evidence");
      assertThat(fails(3, with(inspect, "--require")).err()).contains("more than 1000");
    }
  }

  @Test
  void theWordsMayComeInAnyOrder() {
    packExpecting("signature");
    for (List<String> args :
        List.of(
            List.of("inspect", "--require", "m:1"),
            List.of("inspect", "m:1", "--require"),
            List.of("inspect", "--require", "--output", "json", "m:1"))) {
      fails(3, args.toArray(String[]::new));
    }
  }
}
