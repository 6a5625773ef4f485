package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.evidence.key.NewKey;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody who may write to the registry, and does not have the key, puts beside a ModelKit:
 * the commands refuse each with a sentence of its own. Keyless forgeries are in {@link
 * ForgedKeylessEvidenceRunTest}.
 */
class ForgedEvidenceRunTest {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final String FAILED = "{\"result\":\"FAILED\",\"configuration\":[]}";
  private static final Digest ELSE = new Digest("0".repeat(64));
  private static final String ALTERED =
      "It names the given key, but the signature is not good: it was altered or forged.";

  @TempDir static Path temp;
  private static FixtureRegistry registry;
  private static KeyForger forger;
  private static Refusals refusals;

  @BeforeAll
  static void start() throws Exception {
    registry = FixtureRegistry.start();
    forger = KeyForger.make();
    Path key =
        Files.writeString(temp.resolve("trusted.pub"), forger.trusted().verificationKey().toPem());
    Path policy =
        Files.writeString(temp.resolve("policy.yaml"), "version: 1\nrequire: [signature]\n");
    refusals =
        new Refusals(CommandRun.in(temp.resolve("home")), List.of("--key", key.toString()), policy);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  private static AttackedModelKit victim() throws Exception {
    return AttackedModelKit.in(registry, "team/m" + NEXT.incrementAndGet());
  }

  @Test
  void anHonestOneIsBelieved() throws Exception {
    AttackedModelKit victim = victim();
    victim.attach(KeyForger.bytes(forger.bundle(KeyForger.signatureOf(victim.digest()))));
    CommandRun run = refusals.run("verify", victim.reference());
    assertThat(run.status()).as(run.err()).isZero();
  }

  /** cosign verify says yes to this one. */
  @Test
  void anAttestationIsNoSignature() throws Exception {
    for (String type : List.of(KeyForger.TEST_RESULT, "https://slsa.dev/provenance/v1")) {
      AttackedModelKit victim = victim();
      victim.attach(signed(KeyForger.statement(victim.digest(), type, FAILED)));
      String sentence = ", and an attestation is not a signature, even a valid one.";
      assertThat(refusals.denied("verify", victim.reference()).err())
          .contains("but no signature of it: what is there is ", sentence);
      assertThat(refusals.gate(victim.reference()).out()).contains("FAIL signature", sentence);
    }
  }

  @Test
  void aFailedTestResultIsNoPassedOne() throws Exception {
    AttackedModelKit victim = victim();
    victim.attach(signed(KeyForger.statement(victim.digest(), KeyForger.TEST_RESULT, FAILED)));
    Path policy =
        Files.writeString(temp.resolve("tested.yaml"), "version: 1\nrequire: [test-result]\n");
    assertThat(refusals.under(policy).gate(victim.reference()).out())
        .contains("FAIL test-result", "a verified test-result says FAILED, not PASSED");
  }

  /** Nothing that could be read in two ways is signed in the first place. */
  @Test
  void aPredicateWithAMemberTwiceIsNotAttested() throws Exception {
    AttackedModelKit victim = victim();
    Path key = temp.resolve("plain.key");
    new NewKey(new SecureRandom()).writePlain(forger.trusted(), key);
    Path predicate = temp.resolve("predicate.json");
    for (String twice :
        List.of(
            "{\"result\":\"FAILED\",\"result\":\"PASSED\",\"configuration\":[]}",
            "{\"result\":\"PASSED\",\"configuration\":[{\"name\":\"a\",\"name\":\"b\"}]}")) {
      Files.writeString(predicate, twice);
      CommandRun run =
          refusals
              .shell()
              .run(
                  "attest",
                  victim.reference(),
                  "--type",
                  "test-result",
                  "--predicate",
                  predicate.toString(),
                  "--key",
                  key.toString(),
                  "--plain-http");
      assertThat(run.status()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).contains("predicate.json", "Duplicate field");
    }
    assertThat(refusals.denied("verify", victim.reference()).err())
        .contains("no evidence about it");
  }

  /** Makes a bundle, or puts something else there and returns null. */
  private interface Forgery {
    byte[] attack(AttackedModelKit victim) throws Exception;
  }

  @TestFactory
  Stream<DynamicTest> forgeries() {
    return Stream.of(
        forgery(
            "tampered payload",
            ALTERED,
            victim ->
                KeyForger.bytes(
                    KeyForger.withPayload(
                        forger.bundle(KeyForger.signatureOf(ELSE)),
                        KeyForger.signatureOf(victim.digest())))),
        forgery(
            "an attestation made a signature",
            ALTERED,
            victim ->
                KeyForger.bytes(
                    KeyForger.withPayload(
                        forger.bundle(
                            KeyForger.statement(victim.digest(), KeyForger.TEST_RESULT, "{}")),
                        KeyForger.signatureOf(victim.digest())))),
        forgery(
            "other subject",
            "but about " + ELSE + ", which is another subject than sha256:",
            victim -> KeyForger.bytes(forger.bundle(KeyForger.signatureOf(ELSE)))),
        forgery(
            "a subject of another algorithm",
            "but about something without a SHA-256, which is another subject",
            victim ->
                signed(KeyForger.signatureOf(victim.digest()).replace("\"sha256\"", "\"x\""))),
        forgery(
            "other key",
            "It was signed with another key, ",
            victim ->
                KeyForger.bytes(
                    forger.bundle(
                        forger.other(),
                        KeyForger.IN_TOTO,
                        KeyForger.signatureOf(victim.digest()).getBytes(UTF_8)))),
        forgery("other key, under the name of the right one", ALTERED, this::underOtherName),
        forgery(
            "replayed evidence from another ModelKit",
            ", which is another subject than sha256:",
            this::replayed),
        forgery(
            "payload type swapped",
            "Its payload is of type application/json, where an in-toto statement",
            victim -> swapped(victim, KeyForger.IN_TOTO, "application/json")),
        forgery(
            "payload type swapped, the other way",
            ALTERED,
            victim -> swapped(victim, "application/json", KeyForger.IN_TOTO)),
        forgery(
            "payload type in other letters",
            "Its payload is of type Application/VND.in-toto+json, where",
            victim -> swapped(victim, KeyForger.IN_TOTO, "Application/VND.in-toto+json")),
        forgery(
            "two signatures of which one is bad",
            "its envelope has 2 signatures, where exactly one may be",
            this::twoSignatures),
        forgery(
            "a member twice in the bundle",
            "The sigstore bundle cannot be read: Duplicate field 'mediaType'.",
            victim -> replaced(victim, "{\"mediaType\"", "{\"mediaType\":\"x\",\"mediaType\"")),
        forgery(
            "a member twice in the envelope",
            "The sigstore bundle cannot be read: Duplicate field 'payload'.",
            victim -> replaced(victim, "{\"payload\"", "{\"payload\":\"e30=\",\"payload\"")),
        forgery(
            "a member twice in the signed statement",
            "The statement cannot be read: Duplicate field 'subject'.",
            victim ->
                signed(
                    KeyForger.signatureOf(victim.digest())
                        .replace("\"subject\"", "\"subject\":[],\"subject\""))),
        forgery(
            "a member twice in the predicate",
            "The statement cannot be read: Duplicate field 'result'.",
            victim ->
                signed(
                    KeyForger.statement(
                        victim.digest(),
                        KeyForger.TEST_RESULT,
                        "{\"result\":\"FAILED\",\"result\":\"PASSED\"}"))),
        forgery(
            "a statement with something after it",
            "The statement cannot be read: ",
            victim -> signed(KeyForger.signatureOf(victim.digest()) + "{}")),
        forgery(
            "a statement of another type",
            "The statement cannot be read: its type is",
            victim ->
                signed(KeyForger.signatureOf(victim.digest()).replace("Statement/v1", "X/v1"))),
        forgery(
            "a statement about nothing",
            "The statement cannot be read: it has no subject",
            victim ->
                signed(
                    KeyForger.signatureOf(victim.digest())
                        .replaceFirst("\"subject\":.*\\],\"", "\"subject\":[],\""))),
        forgery(
            "a statement that is no UTF-8",
            "The statement cannot be read: it is not UTF-8 text.",
            victim ->
                KeyForger.bytes(
                    forger.bundle(
                        forger.trusted(), KeyForger.IN_TOTO, new byte[] {'{', (byte) 0xff, '}'}))),
        forgery(
            "a payload with gaps",
            "The DSSE envelope cannot be read: its `payload` is no base64.",
            victim -> replaced(victim, "\"payload\":\"", "\"payload\":\" ")),
        forgery(
            "a key and a certificate",
            "it must name either a public key or a certificate",
            victim ->
                replaced(
                    victim,
                    "\"verificationMaterial\":{",
                    "\"verificationMaterial\":{\"certificate\":{\"rawBytes\":\"\"},")),
        forgery(
            "a bare message",
            "it signs a bare message, where a statement in a DSSE envelope is needed",
            victim -> replaced(victim, "\"dsseEnvelope\":{", "\"messageSignature\":{")),
        forgery(
            "a million small things",
            "The sigstore bundle cannot be read: Token count",
            victim ->
                replaced(
                    victim,
                    "{\"mediaType\"",
                    "{\"x\":[" + "{},".repeat(1 << 20) + "0],\"mediaType\"")),
        forgery(
            "a million small things in the signed statement",
            "The statement cannot be read: Token count",
            victim ->
                signed(
                    KeyForger.statement(
                        victim.digest(),
                        "https://x.example/v1",
                        "[" + "{},".repeat(1 << 19) + "0]"))),
        forgery(
            "brackets without end",
            "The sigstore bundle cannot be read: Document nesting depth",
            victim -> replaced(victim, "{\"mediaType\"", "{\"x\":" + "[".repeat(1 << 20))),
        forgery(
            "a 100 MB bundle",
            "It was not read: it has 104857600 bytes, where at most 16777216",
            victim -> {
              victim.answer(ELSE, 100 << 20);
              victim.refer(Map.of(), new Descriptor(MediaTypes.SIGSTORE_BUNDLE, ELSE, 100 << 20));
              return null;
            }),
        forgery(
            "a 100 MB bundle that is said to be small",
            "is not what it claims to be: it is longer than the 1000 bytes that were promised",
            victim -> {
              victim.answer(ELSE, 100 << 20);
              victim.refer(Map.of(), new Descriptor(MediaTypes.SIGSTORE_BUNDLE, ELSE, 1000));
              return null;
            }),
        forgery(
            "another bundle under the digest",
            "is not what it claims to be: its bytes have the digest sha256:",
            victim -> {
              victim.answer(ELSE, 1000);
              victim.refer(Map.of(), new Descriptor(MediaTypes.SIGSTORE_BUNDLE, ELSE, 1000));
              return null;
            }),
        forgery(
            "a signature of cosign 2 of another ModelKit",
            "but about " + ELSE + ", which is another subject than sha256:",
            this::simpleSigning));
  }

  private static DynamicTest forgery(String name, String sentence, Forgery forgery) {
    return dynamicTest(
        name,
        () -> {
          AttackedModelKit victim = victim();
          byte[] bundle = forgery.attack(victim);
          if (bundle != null) {
            victim.attach(bundle);
          }
          refusals.refuse(victim.reference(), sentence);
        });
  }

  /** By the trusted key itself: whoever signs such a thing has signed nothing. */
  private static byte[] signed(String statement) throws Exception {
    return KeyForger.bytes(forger.bundle(statement));
  }

  private static byte[] replaced(AttackedModelKit victim, String what, String by) throws Exception {
    String honest = new String(signed(KeyForger.signatureOf(victim.digest())), UTF_8);
    assertThat(honest).contains(what);
    return honest.replace(what, by).getBytes(UTF_8);
  }

  private byte[] underOtherName(AttackedModelKit victim) throws Exception {
    byte[] statement = KeyForger.signatureOf(victim.digest()).getBytes(UTF_8);
    ObjectNode bundle = forger.bundle(forger.other(), KeyForger.IN_TOTO, statement);
    ((ObjectNode) bundle.at("/verificationMaterial/publicKey"))
        .put("hint", forger.trusted().verificationKey().hint());
    return KeyForger.bytes(bundle);
  }

  private byte[] replayed(AttackedModelKit victim) throws Exception {
    AttackedModelKit other = victim();
    byte[] bundle = signed(KeyForger.signatureOf(other.digest()));
    other.attach(bundle);
    CommandRun good = refusals.run("verify", other.reference());
    assertThat(good.status()).as(good.err()).isZero();
    return bundle;
  }

  private static byte[] swapped(AttackedModelKit victim, String signed, String shown)
      throws Exception {
    byte[] statement = KeyForger.signatureOf(victim.digest()).getBytes(UTF_8);
    ObjectNode bundle = forger.bundle(forger.trusted(), signed, statement);
    KeyForger.envelope(bundle).put("payloadType", shown);
    return KeyForger.bytes(bundle);
  }

  private byte[] twoSignatures(AttackedModelKit victim) throws Exception {
    ObjectNode bundle = forger.bundle(KeyForger.signatureOf(victim.digest()));
    KeyForger.envelope(bundle).withArray("signatures").addObject().put("sig", new byte[70]);
    return KeyForger.bytes(bundle);
  }

  private byte[] simpleSigning(AttackedModelKit victim) throws Exception {
    byte[] payload =
        ("{\"critical\":{\"identity\":{\"docker-reference\":\"\"},\"image\":{\"docker-manifest-digest\":"
                + "\""
                + ELSE
                + "\"},\"type\":\"cosign container image signature\"},\"optional\":null}")
            .getBytes(UTF_8);
    String signature = Base64.getEncoder().encodeToString(forger.trusted().sign(payload));
    Descriptor layer =
        new Descriptor(
            "application/vnd.dev.cosign.simplesigning.v1+json",
            Digest.of(payload),
            payload.length,
            null,
            Map.of("dev.cosignproject.cosign/signature", signature));
    Descriptor config = Descriptor.of("application/vnd.oci.image.config.v1+json", payload);
    victim.tagSignature(
        new Manifest(MediaTypes.IMAGE_MANIFEST, null, config, List.of(layer), null, Map.of()),
        payload);
    return null;
  }
}
