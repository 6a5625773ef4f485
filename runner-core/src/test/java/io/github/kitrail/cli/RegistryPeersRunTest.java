package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.RegistryPeers;
import io.github.kitrail.RunningRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole rail against real registries; oras and both cosigns read what is there. */
@Tag("peer")
class RegistryPeersRunTest {
  private static final String PASSWORD = "a passphrase for tests";

  @TempDir Path temp;

  static Stream<Arguments> registries() {
    Function<Path, RunningRegistry> docker = RegistryPeers::dockerRegistry;
    Function<Path, RunningRegistry> crane = RegistryPeers::crane;
    return Stream.of(Arguments.of("docker-registry", docker), Arguments.of("crane", crane));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("registries")
  void aRunIntoARegistryIsReadByThePeers(String name, Function<Path, RunningRegistry> start)
      throws Exception {
    Path example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    CommandRun.Shell shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", PASSWORD);
    PeerProgram cosign = new PeerProgram("cosign3", temp, Map.of("COSIGN_PASSWORD", PASSWORD));
    cosign.run("generate-key-pair");
    String key = temp.resolve("cosign.key").toString();
    String pub = temp.resolve("cosign.pub").toString();
    try (RunningRegistry registry = start.apply(temp.resolve("registry"))) {
      String reference = registry.host() + "/team/faq-bot:1";
      CommandRun run =
          shell.run(
              "run",
              example.toString(),
              "-t",
              reference,
              "--key",
              key,
              "--plain-http",
              "--output",
              "json");
      assertThat(run.status()).as(run.err()).isZero();
      String digest = run.json().path("digest").asText();

      pullsAndUnpacksTheSame(shell, reference, digest, example);
      orasPullsTheSame(registry, reference, run.json());
      cosignVerifies(registry.host() + "/team/faq-bot@" + digest, pub);
      promotesWithEvidence(shell, registry, reference, digest, pub);
    }
  }

  private void pullsAndUnpacksTheSame(
      CommandRun.Shell shell, String reference, String digest, Path example) throws Exception {
    CommandRun pull = shell.run("pull", reference, "--plain-http", "--output", "json");
    assertThat(pull.status()).as(pull.err()).isZero();
    assertThat(pull.json().path("digest").asText()).isEqualTo(digest);
    Path target = temp.resolve("unpacked");
    CommandRun unpack = shell.run("unpack", reference, "-d", target.toString());
    assertThat(unpack.status()).as(unpack.err()).isZero();
    assertThat(target.resolve("model/faq-bot.gguf"))
        .hasSameBinaryContentAs(example.resolve("model/faq-bot.gguf"));
    assertThat(target.resolve("datasets/faq.jsonl"))
        .hasSameBinaryContentAs(example.resolve("datasets/faq.jsonl"));
  }

  private void orasPullsTheSame(RunningRegistry registry, String reference, JsonNode report)
      throws Exception {
    Path layout = temp.resolve("oras-layout");
    new PeerProgram("oras", temp, Map.of())
        .run("copy", "--from-plain-http", reference, "--to-oci-layout", layout + ":1");
    for (JsonNode layer : report.path("layers")) {
      Path blob =
          layout
              .resolve("blobs/sha256")
              .resolve(layer.path("digest").asText().substring("sha256:".length()));
      assertThat(Files.size(blob)).isEqualTo(layer.path("size").asLong());
    }
    assertThat(registry.log()).doesNotContain(PASSWORD);
  }

  private void cosignVerifies(String pinned, String pub) throws Exception {
    Path trustedRoot = temp.resolve("empty-tr.json");
    Files.writeString(
        trustedRoot,
        "{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\"}");
    String[][] checks = {
      {"verify", "--key", pub, "--insecure-ignore-tlog"},
      {"verify-attestation", "--key", pub, "--insecure-ignore-tlog", "--type", "slsaprovenance1"},
      {
        "verify-attestation",
        "--key",
        pub,
        "--insecure-ignore-tlog",
        "--type",
        "https://in-toto.io/attestation/test-result/v0.1"
      },
    };
    for (String[] check : checks) {
      String[] three =
          Stream.concat(Stream.of(check), Stream.of("--allow-http-registry", pinned))
              .toArray(String[]::new);
      new PeerProgram("cosign3", temp, Map.of()).run(three);
      String[] two =
          Stream.concat(
                  Stream.of(check),
                  Stream.of(
                      "--new-bundle-format",
                      "--trusted-root",
                      trustedRoot.toString(),
                      "--allow-http-registry",
                      pinned))
              .toArray(String[]::new);
      new PeerProgram("cosign2", temp, Map.of()).run(two);
    }
  }

  private void promotesWithEvidence(
      CommandRun.Shell shell, RunningRegistry registry, String reference, String digest, String pub)
      throws Exception {
    String production = registry.host() + "/production/faq-bot:1";
    CommandRun promote =
        shell.run("promote", reference, production, "--plain-http", "--output", "json");
    assertThat(promote.status()).as(promote.err()).isZero();
    assertThat(promote.json().path("digest").asText()).isEqualTo(digest);
    assertThat(promote.json().path("evidence").asInt()).isEqualTo(4);
    CommandRun verify =
        shell.run("verify", production, "--key", pub, "--plain-http", "--type", "slsa-provenance");
    assertThat(verify.status()).as(verify.err()).isZero();
  }
}
