package io.github.kitrail.evidence.keyless;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.evidence.CertifiedSigner;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What only an authority, a log or a clock could forge, or what is signed well and said badly: each
 * bundle is good but for one part.
 */
class KeylessTrapsTest {
  private static final HandmadeSigner SIGNER = new HandmadeSigner();
  private static final X509Certificate CERTIFICATE = SIGNER.honest;
  private static final KeylessTraps TRAPS = new KeylessTraps(SIGNER);
  private static final String OTHER_ENTRY =
      "its log entry belongs to another signature, content or certificate";
  private static final String NO_TIME = "nothing says when it was signed";
  private static final String MISFIT = "the proof of inclusion does not fit the log's size";
  private static final String UNREADABLE = "it cannot be read: ";

  @AfterAll
  static void close() {
    SIGNER.close();
  }

  @Test
  void anHonestOneIsGood() throws Exception {
    CertifiedSigner signer = TRAPS.verify(SIGNER.bundle());
    assertThat(signer.identity()).isEqualTo(HandmadeSigner.ADDRESS);
    assertThat(signer.issuer()).isEqualTo(HandmadeSigner.ISSUER);
    assertThat(signer.signedAt()).isEqualTo(SIGNER.now);
  }

  /** Rekor 1 has other entries, and signs a time for each. */
  @Test
  void entriesOfRekor1AreGood() throws Exception {
    ObjectNode sharded = dsse1(CERTIFICATE);
    byte[] root = Base64.getDecoder().decode(sharded.at("/inclusionProof/rootHash").asText());
    ((ObjectNode) sharded.path("inclusionProof"))
        .putObject("checkpoint")
        .put("envelope", SIGNER.log.checkpoint(Rekor.ORIGIN + " - 2605736670972794746", 1, root));
    for (ObjectNode entry : List.of(dsse1(CERTIFICATE), hashedRekord1(), sharded)) {
      Instant later = SIGNER.now.plusSeconds(5);
      ObjectNode bundle = SIGNER.bundle(CERTIFICATE, SIGNER.log.promise(entry, later));
      assertThat(TRAPS.verify(bundle).signedAt()).isEqualTo(later);
    }
  }

  @TestFactory
  Stream<DynamicTest> whatLogsSay() {
    return Stream.of(
        TRAPS.changed(
            "the kind that is named is another", "not of the kind", kind("dsse", "0.0.1")),
        TRAPS.changed("so is the version", "not of the kind", kind("hashedrekord", "0.0.1")),
        TRAPS.changed("no kind is named", "not of the kind", it -> entry(it).remove("kindVersion")),
        TRAPS.trap(
            "an envelope's entry is called a message's",
            "not of the kind",
            withEntry(
                promised(dsse1(CERTIFICATE)), it -> kind("hashedrekord", "0.0.1").accept(it))),
        entryOf(
            "a kind that is none", "of the kind dsse 0.0.2, which is not known", "dsse", "0.0.2"),
        entryOf("a body without its part", OTHER_ENTRY, "hashedrekord", "0.0.2"),
        TRAPS.trap(
            "members twice in the body",
            "its log entry cannot be read: Duplicate field 'kind'",
            withBody(body().replace("{\"api", "{\"kind\":\"hashedrekord\",\"api"))),
        TRAPS.trap(
            "a body of a mebibyte",
            "bytes, where at most 1048576 are read",
            withBody("{\"spec\":\"" + "x".repeat(1 << 20) + "\"}")),
        TRAPS.trap(
            "a body of brackets",
            "its log entry cannot be read",
            withBody("{\"spec\":" + "[".repeat(100_000))),
        TRAPS.trap("another digest", OTHER_ENTRY, withBody(body().replace("SHA2_256", "SHA2_384"))),
        TRAPS.trap(
            "an entry of another certificate with the same key",
            OTHER_ENTRY,
            withEntry(promised(dsse1(SIGNER.certificate())), it -> {})),
        TRAPS.changed("a proof for a tree of nothing", MISFIT, proof("treeSize", "0")),
        TRAPS.changed("a proof for another tree", MISFIT, proof("treeSize", "2")),
        TRAPS.changed("a place before the first", MISFIT, proof("logIndex", "-1")),
        TRAPS.changed("a place after the last", MISFIT, proof("logIndex", "1")),
        TRAPS.changed("more levels than there are", MISFIT, KeylessTrapsTest::addHashes),
        TRAPS.changed(
            "a head for another root",
            "holds its entry: Checkpoint root hash does not match",
            checkpoint(SIGNER.log.checkpoint(1, new byte[32]))),
        TRAPS.changed(
            "a head that another log signed",
            "holds its entry: Checkpoint",
            checkpoint(new HandmadeLog().checkpoint(1, HandmadeLog.leafHash(bodyBytes())))),
        TRAPS.changed(
            "a head that the log signed for another",
            "holds its entry: the checkpoint is of another log",
            checkpoint(
                SIGNER.log.checkpoint("log.example.com", 1, HandmadeLog.leafHash(bodyBytes())))),
        TRAPS.changed("a head that is none", "holds its entry: Checkpoint", checkpoint("x")),
        TRAPS.changed(
            "another log",
            "of a transparency log that the trusted root does not name",
            it -> ((ObjectNode) entry(it).path("logId")).put("keyId", new byte[32])),
        TRAPS.changed("a huge number", UNREADABLE, it -> entry(it).put("logIndex", "9".repeat(30))),
        TRAPS.changed(
            "an endless number", UNREADABLE, it -> proofOf(it).put("treeSize", "1e999999999")),
        TRAPS.changed(
            "two names for one field",
            "exactly one entry",
            it ->
                KeylessTraps.material(it)
                    .set("tlog_entries", KeylessTraps.material(it).remove("tlogEntries"))));
  }

  @TestFactory
  Stream<DynamicTest> whatClocksSay() {
    Instant late = SIGNER.until().plusSeconds(1);
    byte[] good = SIGNER.timestamp();
    byte[] nested = KeylessTraps.nested();
    return Stream.of(
        times("no timestamp", NO_TIME),
        TRAPS.trap(
            "a time that nobody signed",
            NO_TIME,
            withEntry(
                SIGNER.log.entry("hashedrekord", "0.0.2", bodyBytes()),
                it -> entry(it).put("integratedTime", SIGNER.now.getEpochSecond()))),
        TRAPS.trap("a promise of nothing", NO_TIME, withEntry(promise("==="), it -> {})),
        TRAPS.trap(
            "a promise for another time",
            "holds its entry: Entry SET was not valid",
            withEntry(
                promised(hashedRekord1()),
                it -> entry(it).put("integratedTime", SIGNER.now.getEpochSecond() + 1))),
        TRAPS.trap(
            "a time of the log after the certificate's, beside a good timestamp",
            "outside its certificate's life",
            SIGNER.bundle(CERTIFICATE, SIGNER.log.promise(hashedRekord1(), late), good)),
        times("the certificate had expired", "outside its certificate's life", at(late)),
        times(
            "the certificate was not valid yet",
            "outside its certificate's life",
            at(SIGNER.from().minusSeconds(1))),
        times("the second one is late", "outside its certificate's life", good, at(late)),
        times(
            "the second one is another signature's",
            "its timestamp is another signature's",
            good,
            SIGNER.clock.timestamp(new byte[70], SIGNER.now)),
        times(
            "the second one is by an unknown authority",
            "its timestamp is not by a timestamp authority that the trusted root names",
            good,
            new HandmadeClock().timestamp(SIGNER.signature, SIGNER.now)),
        times("33 of them", "it has 33 timestamps", copies(good, 33)),
        times(
            "one over SHA-1",
            "its timestamp is not over a SHA-2 digest",
            SIGNER.clock.sha1Timestamp(SIGNER.signature, SIGNER.now)),
        times("one that is empty", "its timestamp cannot be read", good, new byte[0]),
        times("one that is cut short", "its timestamp cannot be read", Arrays.copyOf(good, 200)),
        times("brackets without end", "its timestamp cannot be read", nested),
        TRAPS.changed(
            "timestamps under their other name",
            NO_TIME,
            it -> {
              ObjectNode data =
                  (ObjectNode) KeylessTraps.material(it).path("timestampVerificationData");
              data.set("rfc3161_timestamps", data.remove("rfc3161Timestamps"));
            }));
  }

  private static DynamicTest times(String name, String sentence, byte[]... timestamps) {
    ObjectNode entry = SIGNER.log.entry("hashedrekord", "0.0.2", bodyBytes());
    return TRAPS.trap(name, sentence, SIGNER.bundle(CERTIFICATE, entry, timestamps));
  }

  private static DynamicTest entryOf(String name, String sentence, String kind, String version) {
    String body = "{\"apiVersion\":\"" + version + "\",\"kind\":\"" + kind + "\",\"spec\":{}}";
    ObjectNode entry = SIGNER.log.entry(kind, version, body.getBytes(StandardCharsets.UTF_8));
    return TRAPS.trap(name, sentence, SIGNER.bundle(CERTIFICATE, entry, SIGNER.timestamp()));
  }

  private static byte[] bodyBytes() {
    return HandmadeLog.hashedRekord2(SIGNER.message, SIGNER.signature, CERTIFICATE);
  }

  private static String body() {
    return new String(bodyBytes(), StandardCharsets.UTF_8);
  }

  private static ObjectNode withBody(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    ObjectNode entry = SIGNER.log.entry("hashedrekord", "0.0.2", bytes);
    return SIGNER.bundle(CERTIFICATE, entry, SIGNER.timestamp());
  }

  private static ObjectNode dsse1(X509Certificate certificate) {
    byte[] body = HandmadeLog.dsse1(SIGNER.payload, SIGNER.signature, certificate);
    return SIGNER.log.entry("dsse", "0.0.1", body);
  }

  private static ObjectNode hashedRekord1() {
    byte[] body = HandmadeLog.hashedRekord1(SIGNER.message, SIGNER.signature, CERTIFICATE);
    return SIGNER.log.entry("hashedrekord", "0.0.1", body);
  }

  private static ObjectNode promised(ObjectNode entry) {
    return SIGNER.log.promise(entry, SIGNER.now);
  }

  private static ObjectNode promise(String text) {
    ObjectNode entry = hashedRekord1();
    entry.put("integratedTime", SIGNER.now.getEpochSecond());
    entry.putObject("inclusionPromise").put("signedEntryTimestamp", text);
    return entry;
  }

  private static ObjectNode withEntry(ObjectNode entry, Consumer<ObjectNode> change) {
    ObjectNode bundle = SIGNER.bundle(CERTIFICATE, entry);
    change.accept(bundle);
    return bundle;
  }

  private static Consumer<ObjectNode> kind(String kind, String version) {
    return bundle ->
        entry(bundle).putObject("kindVersion").put("kind", kind).put("version", version);
  }

  private static Consumer<ObjectNode> proof(String field, String value) {
    return bundle -> proofOf(bundle).put(field, value);
  }

  private static Consumer<ObjectNode> checkpoint(String text) {
    return bundle -> proofOf(bundle).putObject("checkpoint").put("envelope", text);
  }

  private static void addHashes(ObjectNode bundle) {
    ArrayNode hashes = proofOf(bundle).putArray("hashes");
    for (int i = 0; i < 64; i++) {
      hashes.add(new byte[32]);
    }
  }

  private static byte[] at(Instant time) {
    return SIGNER.clock.timestamp(SIGNER.signature, time);
  }

  private static byte[][] copies(byte[] timestamp, int count) {
    byte[][] copies = new byte[count][];
    Arrays.fill(copies, timestamp);
    return copies;
  }

  private static ObjectNode entry(ObjectNode bundle) {
    return (ObjectNode) KeylessTraps.material(bundle).path("tlogEntries").path(0);
  }

  private static ObjectNode proofOf(ObjectNode bundle) {
    return (ObjectNode) entry(bundle).path("inclusionProof");
  }
}
