package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.content.Place;
import io.github.kitrail.content.layout.OciLayout;
import io.github.kitrail.content.store.Store;
import io.github.kitrail.evidence.key.SigningKey;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.evidence.predicate.TestResult;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The places on a disk keep evidence as a registry does. */
class EvidenceOnDiskTest {
  @TempDir Path directory;

  @Test
  void theLocalStoreKeepsEvidence() throws Exception {
    Place store = Store.at(directory.resolve("storage")).repository("localhost/faq");

    assertKeepsEvidence(store);

    assertThat(Store.at(directory.resolve("storage")).repository("localhost/faq").modelKits())
        .hasSize(1);
  }

  @Test
  void aLayoutKeepsEvidence() throws Exception {
    assertKeepsEvidence(OciLayout.at(directory.resolve("layout")));
  }

  @Test
  void findsTheTagsOfCosign2InTheStore() throws Exception {
    Place store = Store.at(directory.resolve("storage")).repository("localhost/faq");
    Descriptor modelKit = put(store, modelKit());
    SigningKey key = Fixture.newKey();
    byte[] payload =
        ("{\"critical\":{\"image\":{\"docker-manifest-digest\":\""
                + modelKit.digest()
                + "\"},\"type\":\"cosign container image signature\"}}")
            .getBytes(StandardCharsets.UTF_8);
    String signature = Base64.getEncoder().encodeToString(key.sign(payload));
    Fixture.Layer layer =
        new Fixture.Layer(
            SimpleSigning.MEDIA_TYPE,
            payload,
            Map.of(SimpleSigning.SIGNATURE_ANNOTATION, signature));
    store.write(new BytesBlob(layer.descriptor(), payload));
    Descriptor artifact = put(store, Fixture.artifact(null, null, Map.of(), layer));
    store.tag(artifact, "sha256-" + modelKit.digest().hex() + ".sig");

    List<Evidence> found = new EvidenceReader(Fixture.ONCE).read(store, modelKit.digest());

    assertThat(
            new Verifier(List.of(key.verificationKey()))
                .verify(store.name(), modelKit.digest(), found, PredicateType.SIGNATURE)
                .isVerified())
        .isTrue();
  }

  private void assertKeepsEvidence(Place place) throws Exception {
    Descriptor modelKit = put(place, modelKit());
    place.tag(modelKit, "v1");
    SigningKey key = Fixture.newKey();
    EvidenceWriter writer = new EvidenceWriter(Fixture.ONCE, Fixture.CLOCK);
    TestResult result =
        new TestResult(
            TestResult.Result.PASSED, List.of(), null, List.of("a"), List.of(), List.of());
    Statement attestation = Statement.about(modelKit.digest(), "faq", result.toPredicate());

    writer.attach(place, modelKit, Fixture.bundle(key, Statement.signatureOf(modelKit.digest())));
    writer.attach(place, modelKit, Fixture.bundle(key, attestation));

    EvidenceReader reader = new EvidenceReader(Fixture.ONCE);
    List<Evidence> found = reader.read(place, modelKit.digest());
    Verifier verifier = new Verifier(List.of(key.verificationKey()));
    assertThat(found).hasSize(2);
    assertThat(verifier.verify("here", modelKit.digest(), found, null).verified()).hasSize(2);
    assertThat(place.resolve("v1").digest()).isEqualTo(modelKit.digest());

    corrupt(
        found.stream()
            .filter(e -> e.claimedPredicateType().orElseThrow().equals(PredicateType.SIGNATURE))
            .findFirst()
            .orElseThrow()
            .document());
    assertThat(
            verifier
                .verify(
                    "here",
                    modelKit.digest(),
                    reader.read(place, modelKit.digest()),
                    PredicateType.SIGNATURE)
                .isVerified())
        .isFalse();
  }

  /** Whoever can write to the disk cannot make evidence vanish unnoticed or say something else. */
  private void corrupt(Descriptor blob) throws Exception {
    try (var files = Files.walk(directory)) {
      Path file = files.filter(f -> f.endsWith(blob.digest().hex())).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
  }

  private static Manifest modelKit() {
    BytesBlob config = kitfile();
    return new Manifest(null, null, config.descriptor(), List.of(), null, Map.of());
  }

  private static BytesBlob kitfile() {
    return BytesBlob.of(MediaTypes.KITFILE_CONFIG, "{}".getBytes(StandardCharsets.US_ASCII));
  }

  private static Descriptor put(Place place, Manifest manifest) throws Exception {
    place.write(kitfile());
    byte[] bytes = manifest.toBytes();
    Descriptor descriptor = Descriptor.of(MediaTypes.IMAGE_MANIFEST, bytes);
    place.writeManifest(descriptor, bytes);
    return descriptor;
  }
}
