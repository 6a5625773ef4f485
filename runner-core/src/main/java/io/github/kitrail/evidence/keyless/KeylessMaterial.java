package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.bundle.BundleParseException;
import dev.sigstore.rekor.client.RekorEntry;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/**
 * What a keyless bundle brings to be checked, read once and by one reader: protobuf's JSON has two
 * names for each field, and what one part of a verifier reads another must not read differently.
 * Nothing of it is verified yet.
 *
 * @param certificate the signer's. Others in its chain are left out, as sigstore-go does: the
 *     trusted root has those that count.
 * @param entry of the transparency log
 * @param kind what the bundle says that the entry is, such as {@code hashedrekord}
 * @param version of that kind
 * @param timestamps each a TimeStampResp of RFC 3161
 */
record KeylessMaterial(
    X509Certificate certificate,
    RekorEntry entry,
    String kind,
    String version,
    List<byte[]> timestamps) {
  private static final byte[] ANY = {0};

  /** An honest one has some 10,000; the library holds it in many forms at once. */
  private static final int MOST_BYTES = 1024 * 1024;

  /**
   * @param material the bundle's {@code verificationMaterial}
   */
  static KeylessMaterial read(ObjectNode material) throws KitrailException {
    JsonNode entries = material.path("tlogEntries");
    if (entries.size() != 1) {
      throw CertificateFacts.untrusted(
          "it needs exactly one entry of a transparency log, and has " + entries.size());
    }
    JsonNode entry = entries.get(0);
    if (isWithoutTime(material, entry)) {
      throw withoutTime();
    }
    Bundle bundle = parse(material);
    JsonNode kind = entry.path("kindVersion");
    return new KeylessMaterial(
        (X509Certificate) bundle.getCertPath().getCertificates().get(0),
        bundle.getEntries().get(0),
        kind.path("kind").asText(),
        kind.path("version").asText(),
        bundle.getTimestamps().stream().map(Bundle.Timestamp::getRfc3161Timestamp).toList());
  }

  /** Whether the log has signed a time for its entry. */
  boolean hasPromise() {
    String promise = entry.getVerification().getSignedEntryTimestamp();
    return promise != null && !promise.isEmpty();
  }

  /** Found early, as the library has no words for it. */
  private static boolean isWithoutTime(ObjectNode material, JsonNode entry) {
    JsonNode promise = entry.path("inclusionPromise").path("signedEntryTimestamp");
    return material.path("timestampVerificationData").path("rfc3161Timestamps").isEmpty()
        && promise.asText("").replace("=", "").isBlank();
  }

  static KitrailException withoutTime() {
    return CertificateFacts.untrusted(
        "nothing says when it was signed, and its certificate was only good for minutes; it needs a"
            + " timestamp, or a time that the log has signed");
  }

  private static Bundle parse(ObjectNode material) throws KitrailException {
    ObjectNode json = StrictJson.object();
    json.put("mediaType", MediaTypes.SIGSTORE_BUNDLE);
    ObjectNode picked = json.putObject("verificationMaterial");
    picked.set("certificate", certificate(material));
    picked.set("tlogEntries", material.path("tlogEntries"));
    if (material.has("timestampVerificationData")) {
      picked.set("timestampVerificationData", material.path("timestampVerificationData"));
    }
    // The reader wants something signed; what was signed is not its question here.
    json.putObject("messageSignature").put("signature", Base64.getEncoder().encodeToString(ANY));
    byte[] bytes = StrictJson.bytes(json);
    if (bytes.length > MOST_BYTES) {
      throw CertificateFacts.untrusted(
          "its certificate, log entry and timestamps have "
              + bytes.length
              + " bytes, where at most "
              + MOST_BYTES
              + " are read");
    }
    try {
      return Bundle.from(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    } catch (BundleParseException e) {
      throw CertificateFacts.untrusted("it cannot be read: " + CertificateFacts.reason(e));
    }
  }

  /** Before version 0.3 there was a chain, the signer's first. */
  private static JsonNode certificate(ObjectNode material) throws KitrailException {
    JsonNode chain = material.path("x509CertificateChain");
    if (chain.isMissingNode()) {
      return material.path("certificate");
    }
    if (material.has("certificate")) {
      throw CertificateFacts.untrusted("it has both a certificate and a chain of certificates");
    }
    return chain.path("certificates").path(0);
  }
}
