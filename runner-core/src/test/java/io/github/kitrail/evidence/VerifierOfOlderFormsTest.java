package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.evidence.Fixture.Layer;
import io.github.kitrail.evidence.Verification.Outcome;
import io.github.kitrail.evidence.key.VerificationKey;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The forms that cosign wrote before bundles: simple signing, and envelopes of their own. */
class VerifierOfOlderFormsTest {
  private static final Digest OTHER = new Digest("0".repeat(64));
  private Fixture fixture;
  private VerificationKey key;

  @BeforeEach
  void makeModelKit() throws Exception {
    fixture = new Fixture();
    key = fixture.key.verificationKey();
  }

  /** A plain envelope, unlike a bundle, may have several signatures. */
  @Test
  void oneGoodSignatureOfAnEnvelopeIsEnough() throws Exception {
    byte[] statement = Statement.signatureOf(fixture.modelKit.digest()).toBytes();
    byte[] message = DsseEnvelope.preAuthenticationEncoding(DsseEnvelope.IN_TOTO, statement);
    byte[] bad = Fixture.newKey().sign(message);
    referEnvelope(statement, bad, fixture.key.sign(message));
    assertThat(fixture.verify(key).isVerified()).isTrue();

    fixture = new Fixture();
    referEnvelope(statement, bad, new byte[3]);
    assertOutcome(
        Outcome.OTHER_KEY, "It was signed with another key than the given one, or altered since.");
  }

  @Test
  void verifiesTheTagsThatCosign2Wrote() throws Exception {
    Digest subject = new Digest("cf4b60ee55e28fbd858345e975976a2a8e198241141bf7385ed4e9dd37265381");
    for (String form : new String[] {"sig", "att"}) {
      Manifest manifest =
          Manifest.parse(Samples.bytes("samples/legacy-" + form + "-manifest.json"));
      byte[] layer = Samples.bytes("samples/legacy-" + form + "-payload.json");
      fixture.place.tag(fixture.place.put(manifest, layer), "sha256-" + subject.hex() + "." + form);
    }
    VerificationKey cosigns =
        VerificationKey.load(Samples.path("samples/cosign.pub").toString(), Map.of());
    List<Evidence> found = new EvidenceReader(Fixture.ONCE).read(fixture.place, subject);
    Verifier verifier = new Verifier(List.of(cosigns));

    for (String type : List.of(PredicateType.SIGNATURE, PredicateType.SLSA_PROVENANCE)) {
      assertThat(verifier.verify("memory", subject, found, type).verified()).hasSize(1);
    }
    assertThat(verifier.verify("memory", OTHER, found, null).isVerified()).isFalse();
  }

  @Test
  void verifiesASimpleSigning() throws Exception {
    referSimple(simple(fixture.modelKit.digest(), "cosign container image signature"));

    assertThat(fixture.verify(key).isVerified()).isTrue();
    assertThat(fixture.verify(PredicateType.SLSA_PROVENANCE, key).isVerified()).isFalse();
  }

  @Test
  void noticesASimpleSigningOfAnotherSubject() throws Exception {
    referSimple(simple(OTHER, "cosign container image signature"));

    assertThat(fixture.verify(key).items())
        .extracting(Verification::outcome)
        .containsExactly(Outcome.OTHER_SUBJECT);
  }

  @Test
  void noticesASimpleSigningOfAnotherType() throws Exception {
    referSimple(simple(fixture.modelKit.digest(), "atomic container signature"));

    assertOutcome(
        Outcome.UNREADABLE,
        "The signature's payload cannot be read: its type is not \"cosign container image"
            + " signature\".");
  }

  @Test
  void noticesAnAlteredSimpleSigning() throws Exception {
    byte[] payload = simple(fixture.modelKit.digest(), "cosign container image signature");
    byte[] signature = fixture.key.sign(simple(OTHER, "cosign container image signature"));
    referSimple(payload, Map.of(SimpleSigning.SIGNATURE_ANNOTATION, base64(signature)));

    assertOutcome(
        Outcome.OTHER_KEY, "It was signed with another key than the given one, or altered since.");
  }

  @Test
  void aKeylessSimpleSigningSaysSo() throws Exception {
    byte[] payload = simple(fixture.modelKit.digest(), "cosign container image signature");
    referSimple(
        payload,
        Map.of(
            SimpleSigning.SIGNATURE_ANNOTATION,
            base64(Fixture.newKey().sign(payload)),
            "dev.sigstore.cosign/certificate",
            "PEM"));

    assertThat(fixture.verify(key).items())
        .extracting(Verification::outcome)
        .containsExactly(Outcome.KEYLESS);
  }

  private void assertOutcome(Outcome outcome, String reason) throws Exception {
    VerificationReport report = fixture.verify(key);
    assertThat(report.items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.outcome()).isEqualTo(outcome);
              assertThat(item.reason()).isEqualTo(reason);
            });
    assertThatThrownBy(report::requireVerified).hasMessageContaining(reason);
  }

  private void referEnvelope(byte[] payload, byte[]... signatures) throws Exception {
    DsseEnvelope envelope = new DsseEnvelope(DsseEnvelope.IN_TOTO, payload, List.of(signatures));
    fixture.refer(
        DsseEnvelope.IN_TOTO,
        Map.of(),
        new Layer(ArtifactReader.ENVELOPE, envelope.toBytes(), Map.of()));
  }

  private void referSimple(byte[] payload) throws Exception {
    referSimple(
        payload, Map.of(SimpleSigning.SIGNATURE_ANNOTATION, base64(fixture.key.sign(payload))));
  }

  private void referSimple(byte[] payload, Map<String, String> annotations) throws Exception {
    fixture.refer(
        "application/vnd.dev.cosign.artifact.sig.v1+json",
        Map.of(),
        new Layer(SimpleSigning.MEDIA_TYPE, payload, annotations));
  }

  private static byte[] simple(Digest subject, String type) {
    return ("{\"critical\":{\"identity\":{\"docker-reference\":\"x\"},\"image\":{\"docker-manifest-digest\":\""
            + subject
            + "\"},\"type\":\""
            + type
            + "\"},\"optional\":null}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
