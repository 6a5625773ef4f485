package io.github.kitrail.evidence.keyless;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Repository;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stack tells the truth: what cosign 3 and sigstore-python sign with it they verify, and refuse
 * once something is different.
 */
@Tag("peer")
class KeylessStackTest {
  private static final String ADDRESS = "release@example.com";
  private static final String OTHER = "somebody@example.com";

  @TempDir static Path stackDirectory;
  private static KeylessStack stack;
  private static FixtureRegistry registry;
  private static int repositories;

  @TempDir Path directory;
  private String reference;
  private CosignKeyless cosign;
  private SigstorePython python;

  @BeforeAll
  static void start() {
    stack = KeylessStack.start(stackDirectory);
    registry = FixtureRegistry.start();
  }

  @AfterAll
  static void stop() {
    if (registry != null) {
      registry.close();
    }
    if (stack != null) {
      stack.close();
    }
  }

  @BeforeEach
  void pushModelKit() {
    String name = "acme/faq-" + repositories++;
    Repository repository = registry.repository(name);
    byte[] kitfile = "{\"manifestVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8);
    repository.putBlob(kitfile);
    Descriptor config = Descriptor.of(MediaTypes.KITFILE_CONFIG, kitfile);
    byte[] manifest = new Manifest(null, null, config, List.of(), null, Map.of()).toBytes();
    reference =
        registry.host()
            + "/"
            + name
            + "@"
            + repository.putManifest(MediaTypes.IMAGE_MANIFEST, manifest);
    cosign = new CosignKeyless(directory, stack);
    python = new SigstorePython(directory, stack);
  }

  @Test
  void cosignSignsAndVerifies() throws Exception {
    cosign.sign(stack.emailToken(ADDRESS), reference);

    assertYes(cosign.verify(ADDRESS, stack.issuerUrl(), reference));
    assertNo("expected SAN value", cosign.verify(OTHER, stack.issuerUrl(), reference));
    assertNo("expected issuer value", cosign.verify(ADDRESS, stack.githubIssuerUrl(), reference));
  }

  @Test
  void cosignAttestsAndVerifies() throws Exception {
    Path predicate = Files.writeString(directory.resolve("predicate.json"), "{\"a\": 1}");
    String type = "https://example.com/predicate/v1";

    cosign.attest(stack.emailToken(ADDRESS), type, predicate, reference);

    assertYes(cosign.verifyAttestation(ADDRESS, stack.issuerUrl(), type, reference));
    assertNo(
        "expected SAN value", cosign.verifyAttestation(OTHER, stack.issuerUrl(), type, reference));
    assertNo(
        "none of the attestations matched the predicate type",
        cosign.verifyAttestation(ADDRESS, stack.issuerUrl(), type + "1", reference));
  }

  @Test
  void cosignNeedsEachPartOfTheTrustedRoot() throws Exception {
    cosign.sign(stack.emailToken(ADDRESS), reference);
    TrustedRootFile root = stack.trust();

    assertNo(
        "leaf certificate verification failed",
        verifyWith(root.withAuthorities(List.of(TestCa.root("unknown").chain()))));
    assertNo(
        "signed certificate timestamp",
        verifyWith(root.withCtLogs(List.of(TestCa.newKeys().getPublic()))));
    assertNo(
        "failed to verify timestamps",
        verifyWith(root.withClocks(List.of(TimestampAuthority.chain(TestCa.newKeys())))));
    assertNo("failed to verify timestamps", verifyWith(root.withClocks(List.of())));
    assertNo("failed to verify log inclusion", verifyWith(root.withLogs(List.of())));
  }

  private KeylessPeer.Answer verifyWith(TrustedRootFile root) throws Exception {
    Path file = root.write(directory.resolve("other.json"));
    return cosign.verify("verify", file, ADDRESS, stack.issuerUrl(), List.of(), reference);
  }

  @Test
  void cosignSeesGithubsClaims() throws Exception {
    cosign.sign(stack.githubToken(Map.of()), reference);

    String name = GithubIdentity.SUBJECT_ALTERNATIVE_NAME;
    assertYes(cosign.verify(name, stack.githubIssuerUrl(), reference));
    assertYes(verifyGithub(name, "repository", GithubIdentity.REPOSITORY));
    assertYes(verifyGithub(name, "sha", GithubIdentity.SHA));
    assertYes(verifyGithub(name, "ref", GithubIdentity.REF));
    assertNo("GithubWorkflowRepository", verifyGithub(name, "repository", "acme/other"));
    assertNo("GithubWorkflowSHA", verifyGithub(name, "sha", GithubIdentity.SHA.replace('0', '1')));
    assertNo("expected issuer value", cosign.verify(name, stack.issuerUrl(), reference));
  }

  private KeylessPeer.Answer verifyGithub(String name, String claim, String value)
      throws Exception {
    return cosign.verify(
        "verify",
        stack.trustedRoot(),
        name,
        stack.githubIssuerUrl(),
        List.of("--certificate-github-workflow-" + claim, value),
        reference);
  }

  @Test
  void pythonSignsAndVerifiesFiles() throws Exception {
    Path file = Files.writeString(directory.resolve("model.gguf"), "a model");
    Path bundle = directory.resolve("bundle.json");

    python.sign(stack.emailToken(ADDRESS), file, bundle);

    assertYes(python.verify(ADDRESS, stack.issuerUrl(), file.toString(), bundle));
    assertNo("SANs do not match", python.verify(OTHER, stack.issuerUrl(), file.toString(), bundle));
    Files.writeString(file, "another model");
    assertNo("digest mismatch", python.verify(ADDRESS, stack.issuerUrl(), file.toString(), bundle));
  }

  @Test
  void pythonAttestsAndCosignVerifies() throws Exception {
    Path file = Files.writeString(directory.resolve("model.gguf"), "a model");
    Path bundle = directory.resolve("bundle.json");
    Path predicate =
        Files.writeString(
            directory.resolve("predicate.json"),
            """
            {"buildDefinition": {"buildType": "https://example.com/t", "externalParameters": {}},
             "runDetails": {"builder": {"id": "https://example.com/b"}}}
            """);

    python.attest(
        stack.emailToken(ADDRESS), PredicateType.SLSA_PROVENANCE, predicate, file, bundle);

    String digest =
        "sha256:" + HexFormat.of().formatHex(EcdsaSha256.digest(Files.readAllBytes(file)));
    assertYes(python.verify(ADDRESS, stack.issuerUrl(), digest, bundle));
    List<String> more = List.of("--type", "slsaprovenance1", "--bundle", bundle.toString());
    assertYes(verifyBlob(ADDRESS, more, file));
    assertNo("expected SAN value", verifyBlob(OTHER, more, file));
  }

  private KeylessPeer.Answer verifyBlob(String identity, List<String> more, Path file)
      throws Exception {
    String issuer = stack.issuerUrl();
    return cosign.verifyFile(
        "verify-blob-attestation", stack.trustedRoot(), identity, issuer, more, file);
  }

  @Test
  void modelSigningSignsAndVerifiesFolders() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("model"));
    Files.writeString(folder.resolve("model.gguf"), "a model");
    Path signature = directory.resolve("model.sig");
    ModelSigning signing = new ModelSigning(directory, stack);

    signing.sign(stack.emailToken(ADDRESS), folder, signature);

    assertYes(signing.verify(ADDRESS, stack.issuerUrl(), folder, signature));
    assertNo("SANs do not match", signing.verify(OTHER, stack.issuerUrl(), folder, signature));
    Files.writeString(folder.resolve("model.gguf"), "another model");
    assertNo("model.gguf", signing.verify(ADDRESS, stack.issuerUrl(), folder, signature));
  }

  @Test
  void pythonRefusesAnUnknownAuthority() throws Exception {
    Path file = Files.writeString(directory.resolve("model.gguf"), "a model");
    Path bundle = directory.resolve("bundle.json");
    python.sign(stack.githubToken(Map.of()), file, bundle);
    String name = GithubIdentity.SUBJECT_ALTERNATIVE_NAME;
    TrustedRootFile unknown =
        stack.trust().withAuthorities(List.of(TestCa.root("unknown").chain()));
    Path config = stack.clientTrustConfig("unknown.json", unknown);

    assertYes(python.verify(name, stack.githubIssuerUrl(), file.toString(), bundle));
    assertNo(
        "certificate chain",
        python.verify(config, name, stack.githubIssuerUrl(), file.toString(), bundle));
  }

  @Test
  void fulcioRefusesTokensThatAreNotGood() throws Exception {
    long past = Instant.now().minusSeconds(600).getEpochSecond();

    assertRefused("token is expired", Map.of("exp", past));
    assertRefused("expected audience", Map.of("aud", "somebody else"));
    assertRefused("issuer", Map.of("iss", "https://issuer.example.com"));
  }

  /** Fulcio gives its reason to its own log only. */
  private void assertRefused(String why, Map<String, Object> claims) throws Exception {
    int before = stack.fulcioLog().length();

    assertNo(
        "Fulcio returned 400", cosign.trySigning(stack.emailToken(ADDRESS, claims), reference));

    assertThat(stack.fulcioLog().substring(before)).contains(why);
  }

  private static void assertYes(KeylessPeer.Answer answer) {
    assertThat(answer.isYes()).as(answer.text()).isTrue();
  }

  private static void assertNo(String why, KeylessPeer.Answer answer) {
    assertThat(answer.isYes()).as(answer.text()).isFalse();
    assertThat(answer.text()).contains(why);
  }
}
