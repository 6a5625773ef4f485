package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Fixture.Layer;
import io.github.kitrail.evidence.Verification.Outcome;
import io.github.kitrail.evidence.key.SigningKey;
import io.github.kitrail.evidence.key.VerificationKey;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.evidence.predicate.ResourceDescriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifierTest {
  private static final Digest OTHER = new Digest("0".repeat(64));
  private Fixture fixture;
  private VerificationKey key;

  @BeforeEach
  void makeModelKit() throws Exception {
    fixture = new Fixture();
    key = fixture.key.verificationKey();
  }

  @Test
  void verifiesASignature() throws Exception {
    fixture.sign(fixture.key);

    VerificationReport report = fixture.verify(key);

    assertThat(report.requireVerified())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.key()).isEqualTo(key);
              assertThat(item.statement().isAbout(fixture.modelKit.digest())).isTrue();
              assertThat(item.reason()).isEqualTo("A valid signature by the " + key + ".");
            });
  }

  @Test
  void oneOfSeveralKeysIsEnough() throws Exception {
    fixture.sign(fixture.key);

    assertThat(fixture.verify(Fixture.newKey().verificationKey(), key).isVerified()).isTrue();
  }

  @Test
  void oneGoodSignatureAmongOthersIsEnough() throws Exception {
    fixture.sign(Fixture.newKey());
    fixture.refer(MediaTypes.SIGSTORE_BUNDLE, Map.of(), layer("not JSON"));
    fixture.sign(fixture.key);

    assertThat(fixture.verify(key).items())
        .extracting(Verification::outcome)
        .containsExactly(Outcome.OTHER_KEY, Outcome.UNREADABLE, Outcome.VERIFIED);
    assertThat(fixture.verify(key).isVerified()).isTrue();
  }

  @Test
  void nothingAtAllIsNotSigned() throws Exception {
    assertNotTrusted(
        fixture.verify(key),
        "memory holds "
            + fixture.modelKit.digest()
            + ", but no evidence about it: nobody signed or attested it there, or its evidence was"
            + " not copied along. Sign it with `kitrail sign`.");
  }

  /** cosign verify says yes to this one. */
  @Test
  void aTestResultIsNotASignature() throws Exception {
    fixture.attest(fixture.key, PredicateType.TEST_RESULT);

    assertNotTrusted(
        fixture.verify(key),
        "memory holds "
            + fixture.modelKit.digest()
            + ", but no signature of it: what is there is test-result, and an attestation is not a"
            + " signature, even a valid one. Sign it with `kitrail sign`.");
  }

  @Test
  void aSignatureIsNotATestResult() throws Exception {
    fixture.sign(fixture.key);

    assertNotTrusted(
        fixture.verify(PredicateType.TEST_RESULT, key),
        "memory holds "
            + fixture.modelKit.digest()
            + ", but no attestation test-result of it: what is there is signature. Add it with"
            + " `kitrail attest`.");
  }

  @Test
  void anyPredicateWillDoWhenNoneIsAskedFor() throws Exception {
    fixture.sign(fixture.key);
    fixture.attest(fixture.key, "https://example.com/x");

    VerificationReport report =
        new Verifier(List.of(key))
            .verify("memory", fixture.modelKit.digest(), fixture.read(), null);

    assertThat(report.verified()).hasSize(2);
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
            + ". Evidence "
            + artifact.digest().abbreviated()
            + " (signature): It was signed with another key, "
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
            + ", but about "
            + OTHER
            + ", which is another subject than "
            + fixture.modelKit.digest()
            + ".");
  }

  @Test
  void oneOfSeveralSubjectsIsEnough() throws Exception {
    Statement one = Statement.signatureOf(fixture.modelKit.digest());
    Statement both =
        new Statement(
            List.of(
                ResourceDescriptor.ofName("other", "sha256", OTHER.hex()), one.subjects().get(0)),
            one.predicate());
    refer(bundle(both));

    assertThat(fixture.verify(key).isVerified()).isTrue();
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

  @Test
  void logEntriesAndTimestampsDoNoHarm() throws Exception {
    Bundle logged = Bundle.parse(Samples.bytes("samples/v3-key-tlog-tsa-0-bundle.json"));
    VerificationKey cosigns =
        VerificationKey.load(Samples.path("samples/cosign.pub").toString(), Map.of());
    Digest subject =
        new Digest(
            Statement.parse(logged.envelope().payload()).subjects().get(0).digest().get("sha256"));
    Evidence piece = Evidence.of(fixture.modelKit, fixture.modelKit, logged);

    assertThat(
            new Verifier(List.of(cosigns))
                .verify("memory", subject, List.of(piece), PredicateType.SIGNATURE)
                .isVerified())
        .isTrue();
  }

  @Test
  void showsFiveReasonsAndCountsTheRest() throws Exception {
    for (int i = 0; i < 7; i++) {
      fixture.sign(Fixture.newKey());
    }

    assertThatThrownBy(() -> fixture.verify(key).requireVerified())
        .hasMessageEndingWith(" And 2 more.");
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

  private static Layer layer(String text) {
    return new Layer(MediaTypes.SIGSTORE_BUNDLE, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }
}
