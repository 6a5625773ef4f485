package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.cli.EvidenceMatrixTest.Credential;
import io.github.kitrail.cli.EvidenceMatrixTest.Reader;
import io.github.kitrail.content.Place;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.registry.Registries;
import io.github.kitrail.content.registry.RegistryOptions;
import io.github.kitrail.content.registry.auth.Credentials;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.EvidenceWriter;
import io.github.kitrail.evidence.Samples;
import io.github.kitrail.evidence.keyless.GithubIdentity;
import io.github.kitrail.evidence.keyless.KeylessStack;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The cells of the matrix: a fresh ModelKit in a registry, signed by one and read by another. */
final class EvidenceCells {
  static final String WORKFLOW = GithubIdentity.SUBJECT_ALTERNATIVE_NAME;

  private static final String TYPE = "https://slsa.dev/provenance/v1";

  /** cosign's word for it. */
  private static final String COSIGNS_TYPE = "slsaprovenance1";

  private static final String PASSPHRASE = "a passphrase for tests";

  private final Path temp;
  private final KeylessStack stack;
  private final String host;
  private final Path folder;
  private final Path predicate;
  private final Map<String, String> variables;
  private int count;

  EvidenceCells(Path temp, KeylessStack stack, String host) throws Exception {
    this.temp = temp;
    this.stack = stack;
    this.host = host;
    this.folder = Files.createDirectory(temp.resolve("kit"));
    Files.writeString(folder.resolve("model.gguf"), "weights");
    Files.writeString(
        folder.resolve("Kitfile"), "manifestVersion: 1.0.0\nmodel: {name: m, path: model.gguf}\n");
    this.predicate = Samples.path("samples/github-provenance-predicate.json");
    this.variables =
        Map.of(
            "HOME", temp.toString(),
            "NO_PROXY", "127.0.0.1",
            "COSIGN_PASSWORD", PASSPHRASE,
            "COSIGN_EXPERIMENTAL", "1",
            "COLUMNS", "1000");
    new PeerProgram("cosign3", temp, variables).run("generate-key-pair");
    Files.writeString(
        temp.resolve("empty-sc.json"),
        "{\"mediaType\":\"application/vnd.dev.sigstore.signingconfig.v0.2+json\"}");
    Files.writeString(
        temp.resolve("empty-tr.json"),
        "{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\"}");
  }

  void check(Credential who, Reader reader, boolean attest) throws Exception {
    CommandRun.Shell shell = shell(who);
    String name = host + "/matrix/cell-" + count++;
    CommandRun publish =
        shell.run(
            "publish", folder.toString(), "-t", name + ":1", "--plain-http", "--output", "json");
    EvidenceMatrixTest.assertRan(publish);
    String reference = name + "@" + publish.json().path("digest").asText();
    switch (reader) {
      case COSIGN3S_BY_US -> cosign(3, who, attest, reference);
      case COSIGN2S_BY_US -> cosign(2, who, attest, reference);
      case PYTHONS_BY_US -> python(who, reference);
      default -> us(shell, who, attest, reference);
    }
    switch (reader) {
      case OURS_BY_COSIGN3 -> cosignReads(3, who, attest, reference);
      case OURS_BY_COSIGN2 -> cosignReads(2, who, attest, reference);
      case OURS_BY_PYTHON -> pythonReads(shell, who, reference);
      default -> weRead(shell, who, attest, reference);
    }
  }

  private CommandRun.Shell shell(Credential who) {
    CommandRun.Shell shell =
        CommandRun.in(temp.resolve("home"))
            .with("COSIGN_PASSWORD", PASSPHRASE)
            .with("KITRAIL_TRUSTED_ROOT", stack.trustedRoot().toString())
            .with("KITRAIL_SIGNING_CONFIG", stack.signingConfig().toString());
    for (Map.Entry<String, String> variable : who.variables().entrySet()) {
      shell = shell.with(variable.getKey(), variable.getValue());
    }
    return shell;
  }

  private void us(CommandRun.Shell shell, Credential who, boolean attest, String reference) {
    List<String> words = new ArrayList<>(List.of(attest ? "attest" : "sign", reference));
    if (attest) {
      words.addAll(List.of("--type", TYPE, "--predicate", predicate.toString()));
    }
    words.addAll(who.signing());
    words.add("--plain-http");
    EvidenceMatrixTest.assertRan(shell.run(words.toArray(new String[0])));
  }

  /** An attestation is read without a signature being there, so the listing is asked. */
  private void weRead(CommandRun.Shell shell, Credential who, boolean attest, String reference)
      throws Exception {
    List<String> words = new ArrayList<>(List.of(attest ? "attestations" : "verify", reference));
    words.addAll(who.verifying());
    words.addAll(List.of("--plain-http", "--output", "json"));
    CommandRun run = shell.run(words.toArray(new String[0]));
    EvidenceMatrixTest.assertRan(run);
    if (attest) {
      assertThat(run.json().path("attestations")).as(run.out()).hasSize(1);
      assertThat(run.json().at("/attestations/0/predicateType").asText()).isEqualTo(TYPE);
      assertThat(run.json().at("/attestations/0/verified").asBoolean()).as(run.out()).isTrue();
    } else {
      assertThat(run.json().path("verified")).hasSize(1);
    }
  }

  private void cosign(int version, Credential who, boolean attest, String reference)
      throws Exception {
    List<String> words = new ArrayList<>(List.of(attest ? "attest" : "sign"));
    words.addAll(List.of("--yes", "--allow-http-registry"));
    if (attest) {
      words.addAll(List.of("--type", COSIGNS_TYPE, "--predicate", predicate.toString()));
    }
    if (who.isKeyless()) {
      words.addAll(List.of("--identity-token", who.token().fresh()));
      words.addAll(List.of("--signing-config", stack.signingConfig().toString()));
      words.addAll(List.of("--trusted-root", stack.trustedRoot().toString()));
    } else {
      words.addAll(who.signing());
      words.addAll(
          version == 3
              ? List.of("--signing-config", temp.resolve("empty-sc.json").toString())
              : List.of("--tlog-upload=false"));
    }
    run("cosign" + version, words, reference);
  }

  private void cosignReads(int version, Credential who, boolean attest, String reference)
      throws Exception {
    List<String> words = new ArrayList<>(List.of(attest ? "verify-attestation" : "verify"));
    words.add("--allow-http-registry");
    words.addAll(who.verifying());
    if (attest) {
      words.addAll(List.of("--type", COSIGNS_TYPE));
    }
    if (who.isKeyless()) {
      words.addAll(List.of("--trusted-root", stack.trustedRoot().toString()));
      words.add("--use-signed-timestamps");
      if (version == 2) {
        words.add("--new-bundle-format");
      }
    } else {
      words.add("--insecure-ignore-tlog");
      if (version == 2) {
        words.add("--new-bundle-format");
        words.addAll(List.of("--trusted-root", temp.resolve("empty-tr.json").toString()));
      }
    }
    run("cosign" + version, words, reference);
  }

  private void pythonReads(CommandRun.Shell shell, Credential who, String reference)
      throws Exception {
    Path exported = temp.resolve("exported-" + count);
    EvidenceMatrixTest.assertRan(
        shell.run("attestations", reference, "--export", exported.toString(), "--plain-http"));
    Path bundle;
    try (Stream<Path> files = Files.list(exported)) {
      bundle =
          files.filter(file -> file.toString().endsWith(".bundle.json")).findFirst().orElseThrow();
    }
    String digest = reference.substring(reference.indexOf('@') + 1);
    List<String> words =
        List.of(
            "--trust-config", stack.clientTrustConfig().toString(),
            "verify", "identity",
            "--bundle", bundle.toString(),
            "--cert-identity", who.verifying().get(1),
            "--cert-oidc-issuer", who.verifying().get(3));
    run("sigstore", words, digest);
  }

  /**
   * sigstore-python attests the manifest as a file; how its bundle gets to the registry is ours.
   */
  private void python(Credential who, String reference) throws Exception {
    try (Registries registries =
        new Registries(RegistryOptions.builder().plainHttp(true).build(), Credentials.NONE)) {
      String digest = reference.substring(reference.indexOf('@') + 1);
      String repository = reference.substring(host.length() + 1, reference.indexOf('@'));
      Place place = registries.repository(host, repository);
      Descriptor descriptor = place.resolve(digest);
      Path manifest = temp.resolve("manifest-" + count + ".json");
      Files.write(manifest, place.read(descriptor));
      Path bundle = temp.resolve("python-" + count + ".json");
      List<String> words =
          List.of(
              "--trust-config",
              stack.clientTrustConfig().toString(),
              "attest",
              "--identity-token",
              who.token().fresh(),
              "--predicate",
              predicate.toString(),
              "--predicate-type",
              TYPE,
              "--bundle",
              bundle.toString());
      run("sigstore", words, manifest.toString());
      new EvidenceWriter(Retry.standard(), Clock.systemUTC())
          .attach(place, descriptor, Bundle.parse(Files.readAllBytes(bundle)));
    }
  }

  private void run(String program, List<String> words, String last)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(words);
    all.add(last);
    new PeerProgram(program, temp, variables).run(all.toArray(new String[0]));
  }
}
