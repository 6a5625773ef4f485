package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sigstore.encryption.certificates.Certificates;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.modelkit.Digest;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a transparency log's entry says: that this content was signed with this signature, which
 * this certificate verifies. An entry about anything else shows nobody what was signed in their
 * name.
 *
 * @param kind such as {@code hashedrekord}
 * @param spec the entry's own part
 * @see <a href="https://github.com/sigstore/rekor/tree/v1.4.2/pkg/types">the kinds of Rekor 1</a>
 * @see <a
 *     href="https://github.com/sigstore/rekor-tiles/blob/v2.3.0/docs/openapi/rekor_service.swagger.json">those
 *     of Rekor 2</a>
 */
record LogEntry(String kind, String version, JsonNode spec) {
  private static final String WHAT = "its log entry";

  /** Reads the bytes that the log has hashed. */
  static LogEntry parse(byte[] body) throws KitrailException {
    try {
      JsonNode json = StrictJson.parse(body, WHAT);
      return new LogEntry(
          StrictJson.text(json, "kind", WHAT),
          StrictJson.text(json, "apiVersion", WHAT),
          json.path("spec"));
    } catch (KitrailException e) {
      throw CertificateFacts.untrusted(CertificateFacts.reason(e));
    }
  }

  /** Whether it is about all of these. */
  boolean isAbout(KeylessSignature signed) throws KitrailException {
    return switch (kind + " " + version) {
      case "hashedrekord 0.0.2" -> isHashedRekord2(spec.path("hashedRekordV002"), signed);
      case "hashedrekord 0.0.1" -> isHashedRekord1(signed);
      case "dsse 0.0.1" -> isDsse1(signed);
      default ->
          throw CertificateFacts.untrusted(
              "its log entry is of the kind "
                  + Printable.of(kind + " " + version)
                  + ", which is not known here");
    };
  }

  /** Rekor 2. */
  private static boolean isHashedRekord2(JsonNode entry, KeylessSignature signed) {
    JsonNode signature = entry.path("signature");
    return entry.path("data").path("algorithm").asText().equals("SHA2_256")
        && is(base64(entry.path("data").path("digest")), sha256(signed.message()))
        && is(base64(signature.path("content")), signed.signature())
        && is(
            base64(signature.path("verifier").path("x509Certificate").path("rawBytes")),
            RekorClient.der(signed.certificate()));
  }

  private boolean isHashedRekord1(KeylessSignature signed) {
    JsonNode hash = spec.path("data").path("hash");
    JsonNode signature = spec.path("signature");
    return hash.path("algorithm").asText().equals("sha256")
        && is(hex(hash.path("value")), sha256(signed.message()))
        && is(base64(signature.path("content")), signed.signature())
        && isPem(signature.path("publicKey").path("content"), signed.certificate());
  }

  /** Of the envelope only the payload is hashed there; the signature covers its type. */
  private boolean isDsse1(KeylessSignature signed) {
    JsonNode hash = spec.path("payloadHash");
    JsonNode signatures = spec.path("signatures");
    return signed.payload() != null
        && hash.path("algorithm").asText().equals("sha256")
        && is(hex(hash.path("value")), sha256(signed.payload()))
        && signatures.size() == 1
        && is(base64(signatures.path(0).path("signature")), signed.signature())
        && isPem(signatures.path(0).path("verifier"), signed.certificate());
  }

  private static boolean isPem(JsonNode base64, X509Certificate certificate) {
    try {
      return is(Certificates.fromPem(base64(base64)).getEncoded(), RekorClient.der(certificate));
    } catch (CertificateException e) {
      return false;
    }
  }

  private static boolean is(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }

  private static byte[] sha256(byte[] content) {
    return Digest.sha256().digest(content);
  }

  /** Nothing for what is none: no digest, signature or certificate is empty. */
  private static byte[] base64(JsonNode text) {
    try {
      return Base64.getDecoder().decode(text.asText());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] hex(JsonNode text) {
    try {
      return HexFormat.of().parseHex(text.asText());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
