package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Makes bundles by hand, with a true log entry and a true timestamp, around whatever certificate:
 * what comes out is good if the certificate is, and each part can then be put into another bundle.
 */
public final class Forger {
  public static final String IN_TOTO = "application/vnd.in-toto+json";

  private final ForgedCertificates certificates;
  private final Rekor log;
  private final TimestampAuthority clock;

  Forger(ForgedCertificates certificates, Rekor log, TimestampAuthority clock) {
    this.certificates = certificates;
    this.log = log;
    this.clock = clock;
  }

  /** Issued in Fulcio's name. */
  public ForgedCertificates certificates() {
    return certificates;
  }

  public HandmadeBundle sign(
      KeyPair keys, X509Certificate certificate, String payloadType, byte[] payload) {
    byte[] signed = preAuthenticationEncoding(payloadType, payload);
    byte[] signature = EcdsaSha256.sign(keys.getPrivate(), signed);
    JsonNode entry = log.add(EcdsaSha256.digest(signed), signature, certificate);
    return new HandmadeBundle(
        certificate,
        List.of(entry),
        List.of(clock.timestamp(signature)),
        payloadType,
        payload,
        List.of(signature));
  }

  /** An in-toto statement: that this file has this predicate. */
  public static byte[] statement(String sha256, String predicateType, String predicate) {
    return ("{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\"file\","
            + "\"digest\":{\"sha256\":\""
            + sha256
            + "\"}}],\"predicateType\":\""
            + predicateType
            + "\",\"predicate\":"
            + predicate
            + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @see <a href="https://github.com/secure-systems-lab/dsse/blob/master/protocol.md">DSSE</a>
   */
  private static byte[] preAuthenticationEncoding(String type, byte[] payload) {
    int length = type.getBytes(StandardCharsets.UTF_8).length;
    String head = "DSSEv1 " + length + " " + type + " " + payload.length + " ";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(payload);
    return bytes.toByteArray();
  }
}
