package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What evidence claims to be, found with as little reading as can be. */
class EvidenceClaimsTest {
  private static final List<String> WANTED =
      List.of(PredicateType.SIGNATURE, PredicateType.TEST_RESULT);

  private Fixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
  }

  private Set<String> find() throws Exception {
    return new EvidenceClaims(Fixture.ONCE).find(fixture.place, fixture.modelKit.digest(), WANTED);
  }

  @Test
  void anAnnotationIsEnough() throws Exception {
    assertThat(find()).isEmpty();
    fixture.sign(fixture.key);
    fixture.attest(fixture.key, PredicateType.SLSA_PROVENANCE);
    fixture.attest(fixture.key, PredicateType.TEST_RESULT);

    assertThat(find()).containsExactlyInAnyOrderElementsOf(WANTED);
  }

  @Test
  void withoutOneTheEvidenceIsRead() throws Exception {
    Bundle bundle = Fixture.bundle(fixture.key, Statement.signatureOf(fixture.modelKit.digest()));
    put(bundle.toBytes());
    assertThat(find()).containsExactly(PredicateType.SIGNATURE);
  }

  @Test
  void whatCannotBeReadClaimsNothing() throws Exception {
    put("no bundle".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(find()).isEmpty();
  }

  private void put(byte[] document) throws Exception {
    fixture.place.put(
        new Manifest(
            MediaTypes.IMAGE_MANIFEST,
            MediaTypes.SIGSTORE_BUNDLE,
            Descriptor.of(MediaTypes.EMPTY, new byte[] {'{', '}'}),
            List.of(Descriptor.of(MediaTypes.SIGSTORE_BUNDLE, document)),
            fixture.modelKit,
            Map.of()),
        new byte[] {'{', '}'},
        document);
  }
}
