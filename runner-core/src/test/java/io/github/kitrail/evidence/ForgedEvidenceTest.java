package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Fixture.Layer;
import io.github.kitrail.evidence.Verification.Outcome;
import io.github.kitrail.evidence.key.SigningKey;
import io.github.kitrail.evidence.key.VerificationKey;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForgedEvidenceTest {
  private static final Digest OTHER = new Digest("0".repeat(64));
  private Fixture fixture;
  private VerificationKey key;

  @BeforeEach
  void makeModelKit() throws Exception {
    fixture = new Fixture();
    key = fixture.key.verificationKey();
  }

  @Test
  void namesTheOtherKey() throws Exception {
    SigningKey other = Fixture.newKey();
    var artifact = fixture.sign(other);

    assertNotTrusted(
        fixture.verify(key),
        "memory holds "
            + fixture.modelKit.digest()
            + ", but no signature of it that verifies with the "
            + key
            + ". signature "
            + artifact.digest().abbreviated()
            + ": It was signed with another key, "
            + other.verificationKey().hint()
            + ".");
  }

  @Test
  void noticesAnAlteredPayload() throws Exception {
    Bundle good = bundle(Statement.signatureOf(OTHER));
    byte[] altered = Statement.signatureOf(fixture.modelKit.digest()).toBytes();
    refer(with(good, altered, DsseEnvelope.IN_TOTO));

    assertOutcome(
        Outcome.ALTERED,
        "It names the given key, but the signature is not good: it was altered or forged.");
  }

  @Test
  void noticesAnAlteredSignature() throws Exception {
    Bundle good = bundle(Statement.signatureOf(fixture.modelKit.digest()));
    byte[] signature = good.envelope().signatures().get(0).clone();
    signature[signature.length - 1] ^= 1;
    refer(
        new Bundle(
            good.material(),
            new DsseEnvelope(DsseEnvelope.IN_TOTO, good.envelope().payload(), List.of(signature))));

    assertOutcome(
        Outcome.ALTERED,
        "It names the given key, but the signature is not good: it was altered or forged.");
  }

  @Test
  void aHintProvesNothing() throws Exception {
    Bundle byOther =
        Fixture.bundle(Fixture.newKey(), Statement.signatureOf(fixture.modelKit.digest()));
    refer(new Bundle(VerificationMaterial.ofKey(key), byOther.envelope()));

    assertThat(fixture.verify(key).items())
        .extracting(Verification::outcome)
        .containsExactly(Outcome.ALTERED);
  }

  @Test
  void aForeignHintDoesNoHarm() throws Exception {
    Bundle good = bundle(Statement.signatureOf(fixture.modelKit.digest()));
    refer(
        new Bundle(
            VerificationMaterial.ofKey(Fixture.newKey().verificationKey()), good.envelope()));

    assertThat(fixture.verify(key).isVerified()).isTrue();
  }

  @Test
  void noticesAnotherSubject() throws Exception {
    refer(bundle(Statement.signatureOf(OTHER)));

    assertOutcome(
        Outcome.OTHER_SUBJECT,
        "It is signed with the "
            + key
            + ", but about another subject than "
            + fixture.modelKit.digest()
            + ".");
  }

  @Test
  void noticesAnotherPayloadType() throws Exception {
    byte[] statement = Statement.signatureOf(fixture.modelKit.digest()).toBytes();
    byte[] message = DsseEnvelope.preAuthenticationEncoding("text/plain", statement);
    refer(
        new Bundle(
            VerificationMaterial.ofKey(key),
            new DsseEnvelope("text/plain", statement, List.of(fixture.key.sign(message)))));

    assertOutcome(
        Outcome.WRONG_PAYLOAD_TYPE,
        "Its payload is of type text/plain, where an in-toto statement"
            + " (application/vnd.in-toto+json) is needed.");
  }

  @Test
  void thePayloadTypeIsSignedToo() throws Exception {
    byte[] statement = Statement.signatureOf(fixture.modelKit.digest()).toBytes();
    byte[] message = DsseEnvelope.preAuthenticationEncoding("text/plain", statement);
    refer(
        new Bundle(
            VerificationMaterial.ofKey(key),
            new DsseEnvelope(DsseEnvelope.IN_TOTO, statement, List.of(fixture.key.sign(message)))));

    assertThat(fixture.verify(key).items())
        .extracting(Verification::outcome)
        .containsExactly(Outcome.ALTERED);
  }

  @Test
  void aSignedMessageThatIsNoStatementIsUnreadable() throws Exception {
    byte[] payload = "hello".getBytes(StandardCharsets.UTF_8);
    byte[] message = DsseEnvelope.preAuthenticationEncoding(DsseEnvelope.IN_TOTO, payload);
    refer(
        new Bundle(
            VerificationMaterial.ofKey(key),
            new DsseEnvelope(DsseEnvelope.IN_TOTO, payload, List.of(fixture.key.sign(message)))));

    assertThat(fixture.verify(key).items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.outcome()).isEqualTo(Outcome.UNREADABLE);
              assertThat(item.reason()).startsWith("The statement cannot be read: ");
            });
  }

  @Test
  void keylessEvidenceIsNotCheckedWithAKey() throws Exception {
    refer(Bundle.parse(Samples.bytes("samples/v3-keyless-0-bundle.json")));

    assertOutcome(
        Outcome.KEYLESS,
        "It is keyless evidence, signed with a certificate, and was not checked with this key.");
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

  private static void assertNotTrusted(VerificationReport report, String sentence) {
    assertThatThrownBy(report::requireVerified)
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_TRUSTED))
        .hasMessage(sentence);
  }

  private Bundle bundle(Statement statement) throws Exception {
    return Fixture.bundle(fixture.key, statement);
  }

  private static Bundle with(Bundle bundle, byte[] payload, String payloadType) {
    return new Bundle(
        bundle.material(), new DsseEnvelope(payloadType, payload, bundle.envelope().signatures()));
  }

  private void refer(Bundle bundle) throws Exception {
    fixture.refer(
        MediaTypes.SIGSTORE_BUNDLE,
        Map.of(),
        new Layer(MediaTypes.SIGSTORE_BUNDLE, bundle.toBytes(), Map.of()));
  }
}
