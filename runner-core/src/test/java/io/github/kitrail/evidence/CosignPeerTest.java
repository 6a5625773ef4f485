package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.RegistryPeers;
import io.github.kitrail.RunningRegistry;
import io.github.kitrail.content.Place;
import io.github.kitrail.content.registry.Registries;
import io.github.kitrail.content.registry.RegistryOptions;
import io.github.kitrail.content.registry.auth.Credentials;
import io.github.kitrail.evidence.key.KeyAlgorithm;
import io.github.kitrail.evidence.key.NewKey;
import io.github.kitrail.evidence.key.SigningKey;
import io.github.kitrail.evidence.key.VerificationKey;
import io.github.kitrail.evidence.predicate.BuildFacts;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.evidence.predicate.Provenance;
import io.github.kitrail.evidence.predicate.TestResult;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** cosign 2 and 3 verify what we sign, and we verify what they sign. */
@Tag("peer")
class CosignPeerTest {
  @TempDir static Path registryDirectory;
  private static RunningRegistry registry;
  private static Registries registries;
  private static int repositories;

  @TempDir Path directory;
  private Place place;
  private String repository;
  private Descriptor modelKit;

  @BeforeAll
  static void startRegistry() {
    registry = RegistryPeers.dockerRegistry(registryDirectory);
    registries =
        new Registries(RegistryOptions.builder().plainHttp(true).build(), Credentials.NONE);
  }

  @AfterAll
  static void stopRegistry() {
    if (registry != null) {
      registries.close();
      registry.close();
    }
  }

  @BeforeEach
  void pushModelKit() throws Exception {
    repository = "evidence/" + repositories++;
    place = registries.repository(registry.host(), repository);
    pushModelKitTo(place);
  }

  private void pushModelKitTo(Place to) throws Exception {
    byte[] kitfile = "{\"manifestVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8);
    BytesBlob config = BytesBlob.of(MediaTypes.KITFILE_CONFIG, kitfile);
    byte[] manifest =
        new Manifest(null, null, config.descriptor(), List.of(), null, Map.of()).toBytes();
    modelKit = Descriptor.of(MediaTypes.IMAGE_MANIFEST, manifest);
    to.write(config);
    to.writeManifest(modelKit, manifest);
  }

  private String reference() {
    return reference(registry.host());
  }

  private String reference(String host) {
    return host + "/" + repository + "@" + modelKit.digest();
  }

  /**
   * For the curves beyond P-256 cosign has to be told the digest that it itself signs with: without
   * it, cosign 2.6.5 and 3.1.3 verify not even their own signatures. Of Ed25519 they verify the
   * pure form only, which we write.
   */
  @ParameterizedTest
  @CsvSource({
    "2,P256,sha256", "2,P384,sha384", "2,P521,sha512", "2,ED25519,sha256", "2,RSA,sha256",
    "3,P256,sha256", "3,P384,sha384", "3,P521,sha512", "3,ED25519,sha256", "3,RSA,sha256",
  })
  void cosignVerifiesOurSignatureAndAttestations(int version, KeyAlgorithm algorithm, String digest)
      throws Exception {
    SigningKey key = new NewKey(new SecureRandom()).generate(algorithm);
    String publicKey =
        Files.writeString(directory.resolve("our.pub"), key.verificationKey().toPem()).toString();
    attach(key, Statement.signatureOf(modelKit.digest()));
    attach(key, provenance());
    attach(key, testResult());
    CosignPeer cosign = new CosignPeer(version, directory);
    String[] hash = {"--signature-digest-algorithm", digest};

    CosignPeer.Answer signature = cosign.verifyBundle("verify", publicKey, reference(), hash);
    assertThat(signature.text()).contains(modelKit.digest().toString());
    assertThat(signature.isYes()).as(signature.text()).isTrue();
    for (String type : new String[] {"slsaprovenance1", PredicateType.TEST_RESULT}) {
      CosignPeer.Answer attestation =
          cosign.verifyBundle(
              "verify-attestation", publicKey, reference(), "--type", type, hash[0], hash[1]);
      assertThat(attestation.isYes()).as(attestation.text()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void cosignRefusesOurSignatureWithAnotherKey(int version) throws Exception {
    NewKey newKey = new NewKey(new SecureRandom());
    attach(newKey.generate(KeyAlgorithm.P256), Statement.signatureOf(modelKit.digest()));
    String other = newKey.generate(KeyAlgorithm.P256).verificationKey().toPem();
    Path publicKey = Files.writeString(directory.resolve("other.pub"), other);

    assertThat(
            new CosignPeer(version, directory)
                .verifyBundle("verify", publicKey.toString(), reference())
                .isYes())
        .isFalse();
  }

  /** The key's file, written by us, and its passphrase work in cosign. */
  @ParameterizedTest
  @CsvSource({
    "2,P256", "2,P384", "2,P521", "2,ED25519", "2,RSA",
    "3,P256", "3,P384", "3,P521", "3,ED25519", "3,RSA",
  })
  void cosignSignsWithOurKeyFile(int version, KeyAlgorithm algorithm) throws Exception {
    NewKey newKey = new NewKey(new SecureRandom());
    SigningKey key = newKey.generate(algorithm);
    Path file = directory.resolve("ours.key");
    newKey.write(key, file, directory.resolve("ours.pub"), CosignPeer.PASSPHRASE.toCharArray());

    new CosignPeer(version, directory).sign(file.toString(), reference());

    assertThat(verify(key.verificationKey(), PredicateType.SIGNATURE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void weSignWithCosignsKeyFile(int version) throws Exception {
    CosignPeer cosign = new CosignPeer(version, directory);
    cosign.generateKeyPair();
    SigningKey key =
        SigningKey.load(
            directory.resolve("cosign.key").toString(),
            Map.of("COSIGN_PASSWORD", CosignPeer.PASSPHRASE),
            null);

    attach(key, Statement.signatureOf(modelKit.digest()));

    String publicKey = directory.resolve("cosign.pub").toString();
    CosignPeer.Answer answer = cosign.verifyBundle("verify", publicKey, reference());
    assertThat(answer.isYes()).as(answer.text()).isTrue();
  }

  /** Bundles of cosign 3; tags of cosign 2, each with the key kinds that cosign imports. */
  @ParameterizedTest
  @CsvSource({
    "2,P256", "2,P384", "2,P521", "2,ED25519", "2,RSA",
    "3,P256", "3,P384", "3,P521", "3,ED25519", "3,RSA",
  })
  void weVerifyCosignsSignatureAndAttestation(int version, KeyAlgorithm algorithm)
      throws Exception {
    NewKey newKey = new NewKey(new SecureRandom());
    Path pem = directory.resolve("plain.pem");
    newKey.writePlain(newKey.generate(algorithm), pem);
    CosignPeer cosign = new CosignPeer(version, directory);
    cosign.importKeyPair(pem, "theirs");
    String key = directory.resolve("theirs.key").toString();
    VerificationKey publicKey =
        VerificationKey.load(directory.resolve("theirs.pub").toString(), Map.of());
    Path predicate = Files.write(directory.resolve("p.json"), provenancePredicate());

    cosign.attest(
        key, reference(), "--type", "slsaprovenance1", "--predicate", predicate.toString());
    assertThat(verify(publicKey, PredicateType.SIGNATURE)).isFalse();
    cosign.sign(key, reference());

    assertThat(verify(publicKey, PredicateType.SIGNATURE)).isTrue();
    assertThat(verify(publicKey, PredicateType.SLSA_PROVENANCE)).isTrue();
    assertThat(verify(publicKey, PredicateType.TEST_RESULT)).isFalse();
    assertThat(verify(newKey.generate(algorithm).verificationKey(), PredicateType.SIGNATURE))
        .isFalse();
  }

  /** Without a word about bundles, and before and after cosign has signed at the same tag. */
  @ParameterizedTest
  @CsvSource({"P256", "RSA"})
  void cosign2FindsWhatWeWriteUnderItsTags(KeyAlgorithm algorithm) throws Exception {
    SigningKey key = new NewKey(new SecureRandom()).generate(algorithm);
    String pub =
        Files.writeString(directory.resolve("our.pub"), key.verificationKey().toPem()).toString();
    CosignPeer cosign = new CosignPeer(2, directory);
    cosign.generateKeyPair();
    String theirKey = directory.resolve("cosign.key").toString();
    String theirPub = directory.resolve("cosign.pub").toString();
    Path predicate = Files.write(directory.resolve("p.json"), provenancePredicate());
    String[] provenance = {"--type", "slsaprovenance1", "--predicate", predicate.toString()};
    LegacyTags tags = new LegacyTags(Fixture.ONCE);

    cosign.sign(theirKey, reference());
    cosign.attest(theirKey, reference(), provenance);
    String name = registry.host() + "/" + repository;
    tags.sign(place, modelKit.digest(), name, new KeySigner(key));
    tags.attest(place, modelKit.digest(), Fixture.bundle(key, provenance()).envelope());

    for (String by : new String[] {pub, theirPub}) {
      CosignPeer.Answer signature = cosign.verify(by, reference());
      assertThat(signature.isYes()).as(signature.text()).isTrue();
      CosignPeer.Answer attestation =
          cosign.verifyAttestation(by, reference(), "--type", "slsaprovenance1");
      assertThat(attestation.isYes()).as(attestation.text()).isTrue();
    }
    assertThat(verify(key.verificationKey(), PredicateType.SIGNATURE)).isTrue();
    assertThat(verify(key.verificationKey(), PredicateType.SLSA_PROVENANCE)).isTrue();

    SigningKey another = new NewKey(new SecureRandom()).generate(algorithm);
    Path other =
        Files.writeString(directory.resolve("other.pub"), another.verificationKey().toPem());
    assertThat(cosign.verify(other.toString(), reference()).isYes()).isFalse();
    NewKey writer = new NewKey(new SecureRandom());
    Path third = directory.resolve("third.key");
    writer.write(
        another, third, directory.resolve("third.pub"), CosignPeer.PASSPHRASE.toCharArray());
    cosign.sign(third.toString(), reference());
    for (String by : new String[] {pub, theirPub, other.toString()}) {
      assertThat(cosign.verify(by, reference()).isYes()).as(by).isTrue();
    }
  }

  @Test
  void weVerifyTheReferrerOfCosign2() throws Exception {
    CosignPeer cosign = new CosignPeer(2, directory);
    cosign.generateKeyPair();
    VerificationKey publicKey =
        VerificationKey.load(directory.resolve("cosign.pub").toString(), Map.of());

    cosign.sign(
        directory.resolve("cosign.key").toString(),
        reference(),
        "--registry-referrers-mode",
        "oci-1-1");

    assertThat(verify(publicKey, PredicateType.SIGNATURE)).isTrue();
  }

  /** docker-registry 2 has none, so here it is the registry in the process. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void bothWaysWorkWithTheReferrersApi(int version) throws Exception {
    CosignPeer cosign = new CosignPeer(version, directory);
    cosign.generateKeyPair();
    String file = directory.resolve("cosign.key").toString();
    String publicKey = directory.resolve("cosign.pub").toString();
    SigningKey key = SigningKey.load(file, Map.of("COSIGN_PASSWORD", CosignPeer.PASSPHRASE), null);
    try (FixtureRegistry fixture = FixtureRegistry.start()) {
      place = registries.repository(fixture.host(), repository);
      pushModelKitTo(place);
      cosign.sign(file, reference(fixture.host()));
      assertThat(verify(key.verificationKey(), PredicateType.SIGNATURE)).isTrue();

      attach(key, Statement.signatureOf(modelKit.digest()));

      CosignPeer.Answer answer =
          cosign.verifyBundle("verify", publicKey, reference(fixture.host()));
      assertThat(answer.isYes()).as(answer.text()).isTrue();
    }
  }

  private void attach(SigningKey key, Statement statement) throws Exception {
    new EvidenceWriter(Fixture.ONCE, Fixture.CLOCK)
        .attach(place, modelKit, Fixture.bundle(key, statement));
  }

  private boolean verify(VerificationKey key, String predicateType) throws Exception {
    List<Evidence> found = new EvidenceReader(Fixture.ONCE).read(place, modelKit.digest());
    return new Verifier(List.of(key))
        .verify(place.name(), modelKit.digest(), found, predicateType)
        .isVerified();
  }

  private Statement provenance() {
    return Statement.about(modelKit.digest(), repository, facts().toPredicate());
  }

  private static byte[] provenancePredicate() {
    return facts().toPredicate().body().toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Provenance facts() {
    return Provenance.of(
        BuildFacts.of("https://example.com/build/v1", "https://example.com/builder")
            .externalParameter("reference", "acme/faq:1")
            .build());
  }

  private Statement testResult() {
    TestResult passed =
        new TestResult(
            TestResult.Result.PASSED, List.of(), null, List.of("capital"), List.of(), List.of());
    return Statement.about(modelKit.digest(), repository, passed.toPredicate());
  }
}
