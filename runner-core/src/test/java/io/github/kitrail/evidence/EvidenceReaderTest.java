package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Fixture.Layer;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvidenceReaderTest {
  private Fixture fixture;

  @BeforeEach
  void makeModelKit() throws Exception {
    fixture = new Fixture();
  }

  @Test
  void findsNothingWhereThereIsNothing() throws Exception {
    assertThat(fixture.read()).isEmpty();
  }

  @Test
  void findsBundlesWithWhatTheyClaim() throws Exception {
    Descriptor signature = fixture.sign(fixture.key);
    Descriptor provenance = fixture.attest(fixture.key, PredicateType.SLSA_PROVENANCE);

    List<Evidence> found = fixture.read();

    assertThat(found)
        .extracting(e -> e.manifest().digest())
        .containsExactly(signature.digest(), provenance.digest());
    assertThat(found)
        .extracting(e -> e.claimedPredicateType().orElse(""))
        .containsExactly(PredicateType.SIGNATURE, PredicateType.SLSA_PROVENANCE);
    assertThat(found)
        .allSatisfy(e -> assertThat(e.keyHint()).contains(fixture.key.verificationKey().hint()));
  }

  @Test
  void findsTheTagsOfCosign2() throws Exception {
    byte[] signature = Samples.bytes("samples/legacy-sig-payload.json");
    byte[] attestation = Samples.bytes("samples/legacy-att-payload.json");
    tag(".sig", Manifest.parse(Samples.bytes("samples/legacy-sig-manifest.json")), signature);
    tag(".att", Manifest.parse(Samples.bytes("samples/legacy-att-manifest.json")), attestation);

    List<Evidence> found = fixture.read();

    assertThat(found).extracting(Evidence::problem).containsOnlyNulls();
    assertThat(found)
        .extracting(e -> e.content().getClass().getSimpleName())
        .containsExactly("SimpleSigning", "DsseEnvelope");
    assertThat(found)
        .extracting(e -> e.claimedPredicateType().orElse(""))
        .containsExactly(PredicateType.SIGNATURE, PredicateType.SLSA_PROVENANCE);
  }

  @Test
  void findsTheReferrersOfCosign2() throws Exception {
    Manifest cosigns = Manifest.parse(Samples.bytes("samples/v2-oci11-manifest.json"));
    byte[] payload = "{}".getBytes(StandardCharsets.UTF_8);
    fixture.refer(
        cosigns.artifactType(),
        Map.of(),
        new Layer(
            cosigns.layers().get(0).mediaType(), payload, cosigns.layers().get(0).annotations()));

    assertThat(fixture.read())
        .singleElement()
        .satisfies(e -> assertThat(e.content()).isInstanceOf(SimpleSigning.class));
  }

  @Test
  void findsArtifactsOfWhichTheListDoesNotTellTheType() throws Exception {
    Descriptor signature = fixture.sign(fixture.key);
    fixture.place.referrers.put(
        fixture.modelKit.digest(),
        List.of(new Descriptor(signature.mediaType(), signature.digest(), signature.size())));

    assertThat(fixture.read())
        .singleElement()
        .satisfies(
            e ->
                assertThat(e.manifest().annotations())
                    .containsKey(EvidenceWriter.CREATED_ANNOTATION));
  }

  @Test
  void leavesOtherReferrersAlone() throws Exception {
    fixture.refer("application/spdx+json", Map.of(), layer("application/spdx+json", "x"));
    fixture.refer(null, Map.of(), layer("text/plain", "x"));
    fixture
        .place
        .referrers
        .get(fixture.modelKit.digest())
        .add(new Descriptor(MediaTypes.IMAGE_INDEX, new Digest("1".repeat(64)), 5));

    assertThat(fixture.read()).isEmpty();
  }

  @Test
  void readsTheSameArtifactOnce() throws Exception {
    Descriptor signature = fixture.sign(fixture.key);
    fixture.place.referrers(fixture.modelKit.digest());
    fixture.place.referrers.get(fixture.modelKit.digest()).add(signature);
    fixture.place.tag(signature, "sha256-" + fixture.modelKit.digest().hex() + ".sig");

    assertThat(fixture.read()).hasSize(1);
  }

  @Test
  void brokenEvidenceDoesNotHideTheRest() throws Exception {
    fixture.sign(fixture.key);
    Map<String, String> claim = Map.of("dev.sigstore.bundle.predicateType", "https://x/y");
    fixture.refer(MediaTypes.SIGSTORE_BUNDLE, claim, bundleLayer("not JSON"));
    Layer gone = bundleLayer("gone");
    fixture.refer(MediaTypes.SIGSTORE_BUNDLE, claim, gone);
    fixture.place.content.remove(Digest.of(gone.bytes()));
    Layer other = bundleLayer("other");
    fixture.refer(MediaTypes.SIGSTORE_BUNDLE, claim, other);
    fixture.place.content.put(Digest.of(other.bytes()), "OTHER".getBytes());
    Descriptor noManifest = fixture.refer(MediaTypes.SIGSTORE_BUNDLE, claim, bundleLayer("z"));
    fixture.place.content.put(noManifest.digest(), new byte[(int) noManifest.size()]);
    fixture.sign(fixture.key);

    List<Evidence> found = fixture.read();

    assertThat(found).hasSize(6);
    assertThat(found.subList(1, 5))
        .extracting(Evidence::problem)
        .satisfiesExactly(
            p -> assertThat(p).startsWith("The sigstore bundle cannot be read: "),
            p -> assertThat(p).isEqualTo("memory has no " + Digest.of(gone.bytes()) + "."),
            p -> assertThat(p).contains("is not what it claims to be"),
            p -> assertThat(p).contains("is not what it claims to be"));
    assertThat(found.get(1).claimedPredicateType()).contains("https://x/y");
    assertThat(fixture.verify(fixture.key.verificationKey()).verified()).hasSize(2);
  }

  @Test
  void doesNotReadWhatIsTooLarge() throws Exception {
    byte[] manifest =
        Fixture.artifact(MediaTypes.SIGSTORE_BUNDLE, fixture.modelKit, Map.of(), bundleLayer("x"))
            .toBytes();
    String grown =
        new String(manifest, StandardCharsets.UTF_8)
            .replace("\"size\":1}]", "\"size\":" + Long.MAX_VALUE + "}]");
    fixture.place.put(Manifest.parse(grown.getBytes(StandardCharsets.UTF_8)));

    assertThat(fixture.read())
        .singleElement()
        .satisfies(
            e ->
                assertThat(e.problem())
                    .startsWith("It was not read: it has 9223372036854775807 bytes"));
  }

  @Test
  void doesNotReadMoreThanFitsIntoMemory() throws Exception {
    Layer large = bundleLayer("x".repeat((int) ArtifactReader.MAX_BYTES));
    for (int i = 0; i < 3; i++) {
      fixture.refer(MediaTypes.SIGSTORE_BUNDLE, Map.of("number", String.valueOf(i)), large);
    }

    assertThat(fixture.read())
        .extracting(e -> e.problem().startsWith("It was not read"))
        .containsExactly(false, false, true);
  }

  @Test
  void stopsAtMoreThanAThousand() throws Exception {
    Descriptor one = fixture.sign(fixture.key);
    fixture.place.referrers.put(
        fixture.modelKit.digest(),
        java.util.stream.IntStream.range(0, 1001)
            .mapToObj(
                i ->
                    new Descriptor(
                        one.mediaType(),
                        Digest.of(String.valueOf(i).getBytes(StandardCharsets.UTF_8)),
                        1))
            .toList());

    assertThatThrownBy(() -> fixture.read())
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HOSTILE_CONTENT))
        .hasMessageStartingWith("memory holds more than 1000 pieces of evidence about sha256:");
  }

  @Test
  void stopsAtAThousandLayers() throws Exception {
    Layer[] layers = Collections.nCopies(1001, bundleLayer("x")).toArray(new Layer[0]);
    fixture.refer(MediaTypes.SIGSTORE_BUNDLE, Map.of(), layers);

    assertThatThrownBy(() -> fixture.read()).hasMessageContaining("more than 1000 pieces");
  }

  @Test
  void aPlaceThatDoesNotLetUsInIsAnErrorNotAnEmptyList() throws Exception {
    fixture.sign(fixture.key);
    MemoryPlace closed =
        new MemoryPlace() {
          @Override
          public Descriptor resolve(String reference) throws KitrailException {
            throw new KitrailException(ErrorCode.ACCESS_DENIED, "memory says no.");
          }
        };

    assertThatThrownBy(
            () -> new EvidenceReader(Fixture.ONCE).read(closed, fixture.modelKit.digest()))
        .hasMessage("memory says no.");
  }

  private void tag(String suffix, Manifest manifest, byte[] layer) throws Exception {
    fixture.place.tag(
        fixture.place.put(manifest, layer), "sha256-" + fixture.modelKit.digest().hex() + suffix);
  }

  private static Layer bundleLayer(String text) {
    return layer(MediaTypes.SIGSTORE_BUNDLE, text);
  }

  private static Layer layer(String mediaType, String text) {
    return new Layer(mediaType, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }
}
