package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.fixture.FixtureRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence under the tags of cosign 2, on request. */
class LegacyTagRunTest {
  @TempDir Path temp;
  private CommandRun.Shell shell;
  private Path folder;
  private String key;
  private String pub;
  private String predicate;

  @BeforeEach
  void aModelKitAndAKey() throws Exception {
    shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", "pw");
    folder = TinyKit.in(temp.resolve("kit"));
    key = sample("p256.key");
    pub = sample("p256.pub");
    predicate =
        Files.writeString(
                temp.resolve("predicate.json"), "{\"result\": \"PASSED\", \"configuration\": []}")
            .toString();
    ok("pack", folder.toString(), "-t", "m:1");
  }

  private static String sample(String name) throws Exception {
    String resource = "/io/github/kitrail/evidence/cosign/" + name;
    return Path.of(Objects.requireNonNull(LegacyTagRunTest.class.getResource(resource)).toURI())
        .toString();
  }

  private CommandRun ok(String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  private CommandRun refused(String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(2);
    return run;
  }

  private String[] attest(String... more) {
    String[] attest = {
      "attest", "m:1", "--type", "test-result", "--key", key, "--predicate", predicate
    };
    return Stream.concat(Stream.of(attest), Stream.of(more)).toArray(String[]::new);
  }

  /** For cosign 2, beside the bundle, in any place; a copy takes it along. */
  @Test
  void aSignatureCanBeUnderItsOldTagToo() throws Exception {
    JsonNode signed = ok("sign", "m:1", "--key", key, "--legacy-tag", "--output", "json").json();
    String hex =
        signed
            .path("reference")
            .asText()
            .substring(signed.path("reference").asText().length() - 64);
    assertThat(signed.path("legacyTag").asText()).isEqualTo("sha256-" + hex + ".sig");
    assertThat(ok(attest("--legacy-tag")).out())
        .contains("also under the tag sha256-" + hex + ".att");
    assertThat(list("m:1")).isEqualTo(4);
    assertThat(ok("list").out()).doesNotContain(".sig", ".att");
    String layout = "oci:" + temp.resolve("layout") + ":1";
    ok("promote", "m:1", layout);
    assertThat(list(layout)).isEqualTo(4);
    assertThat(Files.readString(temp.resolve("layout/index.json")))
        .contains("sha256-" + hex + ".sig", "sha256-" + hex + ".att");
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String name = registry.host() + "/team/m:1";
      ok("publish", folder.toString(), "-t", name, "--plain-http");
      ok("sign", name, "--key", key, "--plain-http", "--legacy-tag");
      assertThat(registry.repository("team/m").tags()).containsKey("sha256-" + hex + ".sig");
      ok("verify", name, "--key", pub, "--plain-http");
      assertThat(ok("list", registry.host() + "/team/m", "--plain-http").out())
          .doesNotContain(".sig");
    }
  }

  /** How many pieces, all of which verify. */
  private int list(String reference) throws Exception {
    JsonNode all =
        ok("attestations", reference, "--key", pub, "--output", "json").json().path("attestations");
    assertThat(all).allMatch(it -> it.path("verified").asBoolean());
    return all.size();
  }

  @Test
  void anOldTagIsForKeysAndForTheWholeModelKit() throws Exception {
    assertThat(refused("sign", "m:1", "--legacy-tag").err())
        .contains("--legacy-tag is for signatures with a key", "--new-bundle-format");
    assertThat(refused(attest("--legacy-tag", "--asset", "model")).err())
        .contains("whole ModelKit");
    assertThat(ok("attestations", "m:1").out()).contains("no signature and no attestation");
  }
}
