package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.kitrail.evidence.keyless.ForgedCertificates;
import io.github.kitrail.evidence.keyless.Forger;
import io.github.kitrail.evidence.keyless.HandmadeBundle;
import io.github.kitrail.evidence.keyless.KeylessStack;
import io.github.kitrail.evidence.keyless.TestCa;
import io.github.kitrail.evidence.keyless.TimestampAuthority;
import io.github.kitrail.evidence.keyless.TrustedRootFile;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same with keyless evidence, of which each part is true and in its place but for one: log
 * entries and timestamps come from the real Rekor and timestamp authority, certificates have
 * Fulcio's own key.
 */
@Tag("peer")
class ForgedKeylessEvidenceRunTest {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final String ADDRESS = "release@example.com";
  private static final Digest ELSE = new Digest("0".repeat(64));
  private static final String NOT_GOOD =
      "proves nothing: its signature is not good for this content and certificate";
  private static final String OTHER_ENTRY =
      "proves nothing: its log entry belongs to another signature, content or certificate";
  private static final String NO_TIME =
      "proves nothing: nothing says when it was signed, and its certificate was only good for minutes";
  private static final String UNKNOWN_AUTHORITY =
      "proves nothing: its certificate was issued by an authority that the trusted root does not name";

  @TempDir static Path temp;
  private static KeylessStack stack;
  private static FixtureRegistry registry;
  private static Forger forger;
  private static Refusals refusals;
  private static final KeyPair KEYS = TestCa.newKeys();

  @BeforeAll
  static void start() throws Exception {
    stack = KeylessStack.start(Files.createDirectory(temp.resolve("s")));
    registry = FixtureRegistry.start();
    forger = stack.forger();
    refusals = trusting(ADDRESS, stack.issuerUrl(), stack.trustedRoot());
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

  private static Refusals trusting(String identity, String issuer, Path root) throws Exception {
    Path policy =
        Files.writeString(temp.resolve("policy.yaml"), "version: 1\nrequire: [signature]\n");
    return new Refusals(
        CommandRun.in(temp.resolve("home")),
        List.of(
            "--certificate-identity",
            identity,
            "--certificate-oidc-issuer",
            issuer,
            "--trusted-root",
            root.toString()),
        policy);
  }

  private static AttackedModelKit victim() throws Exception {
    return AttackedModelKit.in(registry, "team/m" + NEXT.incrementAndGet());
  }

  @Test
  void anHonestOneIsBelieved() throws Exception {
    AttackedModelKit victim = victim();
    victim.attach(good(victim).toJson());
    CommandRun run = refusals.run("verify", victim.reference());
    assertThat(run.status()).as(run.err()).isZero();
  }

  private interface Forgery {
    HandmadeBundle make(AttackedModelKit victim) throws Exception;
  }

  @TestFactory
  Stream<DynamicTest> forgeries() {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    return Stream.of(
        forgery(
            "tampered payload",
            NOT_GOOD,
            victim -> good(ELSE).withPayload(signatureOf(victim.digest()))),
        forgery(
            "other subject",
            "but about " + ELSE + ", which is another subject than sha256:",
            victim -> good(ELSE)),
        forgery(
            "replayed evidence from another ModelKit",
            ", which is another subject than sha256:",
            victim -> good(victim())),
        forgery(
            "other key",
            NOT_GOOD,
            victim ->
                good(victim).withSignatures(sign(TestCa.newKeys(), victim.digest()).signatures())),
        forgery(
            "other identity",
            "It was signed by the identity mallory@example.com by ",
            victim -> sign(victim, certificate("mallory@example.com", stack.issuerUrl(), KEYS))),
        forgery(
            "the same identity by another issuer",
            "It was signed by the identity " + ADDRESS + " by https://evil.example.com",
            victim -> sign(victim, certificate(ADDRESS, "https://evil.example.com", KEYS))),
        forgery(
            "expired certificate without a timestamp",
            NO_TIME,
            victim ->
                sign(victim, certificate(forger.certificates(), yesterday))
                    .withTimestamps(List.of())),
        forgery(
            "certificate that expired before its timestamp",
            ", outside its certificate's life (",
            victim -> sign(victim, certificate(forger.certificates(), yesterday))),
        forgery(
            "certificate that was not valid yet",
            ", outside its certificate's life (",
            victim ->
                sign(
                    victim,
                    certificate(forger.certificates(), Instant.now().plus(Duration.ofHours(1))))),
        forgery("stripped timestamp", NO_TIME, victim -> good(victim).withTimestamps(List.of())),
        forgery(
            "timestamp of another signature",
            "proves nothing: its timestamp is another signature's",
            victim -> good(victim).withTimestamps(good(ELSE).timestamps())),
        forgery(
            "a good timestamp and a bad one",
            "proves nothing: its timestamp is another signature's",
            ForgedKeylessEvidenceRunTest::twoTimestamps),
        forgery(
            "log entry of another artifact",
            OTHER_ENTRY,
            victim -> good(victim).withEntries(good(ELSE).entries())),
        forgery(
            "log entry of another signature of the same artifact",
            OTHER_ENTRY,
            victim -> good(victim).withEntries(good(victim).entries())),
        forgery(
            "no log entry",
            "it needs exactly one entry of a transparency log, and has 0",
            victim -> good(victim).withEntries(List.of())),
        forgery(
            "certificate of another",
            NOT_GOOD,
            victim ->
                good(victim)
                    .withCertificate(certificate(ADDRESS, stack.issuerUrl(), TestCa.newKeys()))),
        forgery(
            "certificate chain of an unknown root",
            UNKNOWN_AUTHORITY,
            victim ->
                sign(
                    victim,
                    certificate(
                        forger.certificates().with(TestCa.root("unknown")), Instant.now()))),
        forgery(
            "payload type swapped",
            "Its payload is of type text/plain, where an in-toto statement",
            victim -> good(victim).withPayloadType("text/plain")),
        forgery(
            "payload type swapped, the other way",
            NOT_GOOD,
            victim ->
                forger
                    .sign(KEYS, mine(), "text/plain", signatureOf(victim.digest()))
                    .withPayloadType(Forger.IN_TOTO)),
        forgery(
            "two signatures of which one is bad",
            "its envelope has 2 signatures, where exactly one may be",
            ForgedKeylessEvidenceRunTest::twoSignatures),
        forgery(
            "a member twice in the signed statement",
            "The statement cannot be read: Duplicate field 'subject'.",
            victim ->
                forger.sign(
                    KEYS,
                    mine(),
                    Forger.IN_TOTO,
                    new String(signatureOf(victim.digest()), UTF_8)
                        .replace("\"subject\"", "\"subject\":[],\"subject\"")
                        .getBytes(UTF_8))));
  }

  /** Whom the verifier does not know: nothing was forged, and nothing is proven. */
  @TestFactory
  Stream<DynamicTest> unknownServices() {
    TrustedRootFile trust = stack.trust();
    return Stream.of(
        unknown(
            "authority",
            UNKNOWN_AUTHORITY,
            trust.withAuthorities(List.of(TestCa.root("another").chain()))),
        unknown(
            "timestamp authority",
            "its timestamp is not by a timestamp authority that the trusted root names",
            trust.withClocks(List.of(TimestampAuthority.chain(TestCa.newKeys())))),
        unknown(
            "transparency log",
            "its log entry is of a transparency log that the trusted root does not name",
            trust.withLogs(List.of())),
        unknown(
            "certificate log",
            "no certificate log that the trusted root names has signed for its certificate",
            trust.withCtLogs(List.of(KEYS.getPublic()))));
  }

  /** cosign verify says yes to this one. */
  @Test
  void anAttestationIsNoSignature() throws Exception {
    AttackedModelKit victim = victim();
    byte[] failed =
        Forger.statement(
            victim.digest().hex(),
            KeyForger.TEST_RESULT,
            "{\"result\":\"FAILED\",\"configuration\":[]}");
    victim.attach(forger.sign(KEYS, mine(), Forger.IN_TOTO, failed).toJson());
    assertThat(refusals.denied("verify", victim.reference()).err())
        .contains("what is there is test-result, and an attestation is not a signature");
    Path policy =
        Files.writeString(temp.resolve("tested.yaml"), "version: 1\nrequire: [test-result]\n");
    assertThat(refusals.under(policy).gate(victim.reference()).out())
        .contains("FAIL test-result", "a verified test-result says FAILED, not PASSED");
  }

  private static DynamicTest forgery(String name, String sentence, Forgery forgery) {
    return dynamicTest(
        name,
        () -> {
          AttackedModelKit victim = victim();
          victim.attach(forgery.make(victim).toJson());
          refusals.refuse(victim.reference(), sentence);
        });
  }

  private static DynamicTest unknown(String name, String sentence, TrustedRootFile trust) {
    return dynamicTest(
        name,
        () -> {
          AttackedModelKit victim = victim();
          victim.attach(good(victim).toJson());
          Path root = trust.write(temp.resolve("root-" + NEXT.incrementAndGet() + ".json"));
          trusting(ADDRESS, stack.issuerUrl(), root).refuse(victim.reference(), sentence);
        });
  }

  private static byte[] signatureOf(Digest subject) {
    return Forger.statement(subject.hex(), KeyForger.SIGNATURE, "{}");
  }

  private static HandmadeBundle good(AttackedModelKit victim) {
    return good(victim.digest());
  }

  private static HandmadeBundle good(Digest subject) {
    return sign(KEYS, subject);
  }

  private static HandmadeBundle sign(KeyPair keys, Digest subject) {
    X509Certificate certificate = certificate(ADDRESS, stack.issuerUrl(), keys);
    return forger.sign(keys, certificate, Forger.IN_TOTO, signatureOf(subject));
  }

  private static HandmadeBundle sign(AttackedModelKit victim, X509Certificate certificate) {
    return forger.sign(KEYS, certificate, Forger.IN_TOTO, signatureOf(victim.digest()));
  }

  private static X509Certificate certificate(ForgedCertificates by, Instant at) {
    return by.forPerson(
        ADDRESS, stack.issuerUrl(), KEYS.getPublic(), at.minusSeconds(60), at.plusSeconds(540));
  }

  private static X509Certificate mine() {
    return certificate(forger.certificates(), Instant.now());
  }

  private static X509Certificate certificate(String address, String issuer, KeyPair keys) {
    Instant from = Instant.now().minusSeconds(60);
    return forger
        .certificates()
        .forPerson(address, issuer, keys.getPublic(), from, from.plusSeconds(600));
  }

  private static HandmadeBundle twoTimestamps(AttackedModelKit victim) {
    HandmadeBundle good = good(victim);
    return good.withTimestamps(List.of(good.timestamps().get(0), good(ELSE).timestamps().get(0)));
  }

  private static HandmadeBundle twoSignatures(AttackedModelKit victim) {
    HandmadeBundle good = good(victim);
    return good.withSignatures(List.of(good.signatures().get(0), new byte[70]));
  }
}
