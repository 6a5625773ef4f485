package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.Peers;
import io.github.kitrail.fixture.FixtureRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs of others that know what a SLSA provenance v1 must look like. */
record SlsaPeers(Path directory, CommandRun.Shell shell) {
  private static final String PYTHON =
      "import json, sys; from sigstore.dsse._predicate import SLSAPredicateV1_0 as P;"
          + " P.model_validate(json.load(open(sys.argv[1])))";

  /** in-toto's protobuf definition, which is SLSA's schema: no field that it does not know. */
  void schema(Path predicate) throws Exception {
    new PeerProgram("slsa-provenance", directory, Map.of()).run(predicate.toString());
  }

  /** sigstore-python's models, by which it refuses to attest anything else. */
  void sigstorePython(Path predicate) throws Exception {
    Path python = Peers.program("sigstore").toRealPath().resolveSibling("python3");
    Process process =
        new ProcessBuilder(List.of(python.toString(), "-c", PYTHON, predicate.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }

  /** cosign parses the predicate of a type that it knows before it signs. */
  void cosign(Path predicate, Path key, String reference) throws Exception {
    PeerProgram cosign = new PeerProgram("cosign3", directory, Map.of("COSIGN_PASSWORD", "pw"));
    cosign.run(
        "attest",
        "--yes",
        "--allow-http-registry",
        "--signing-config",
        signingConfig(),
        "--key",
        key.toString(),
        "--type",
        "slsaprovenance1",
        "--predicate",
        predicate.toString(),
        reference);
  }

  private String signingConfig() throws IOException {
    return Files.writeString(
            directory.resolve("signing-config.json"),
            "{\"mediaType\":\"application/vnd.dev.sigstore.signingconfig.v0.2+json\"}")
        .toString();
  }

  /** All of them. */
  void all(ReadProvenance provenance, Path key, FixtureRegistry registry, Path kit)
      throws Exception {
    schema(provenance.file());
    sigstorePython(provenance.file());
    String reference = registry.host() + "/slsa/m:1";
    CommandRun published =
        shell.run("publish", kit.toString(), "-t", reference, "--plain-http", "--output", "json");
    assertThat(published.status()).as(published.err()).isZero();
    String digest = published.json().path("digest").asText();
    cosign(provenance.file(), key, registry.host() + "/slsa/m@" + digest);
  }
}
