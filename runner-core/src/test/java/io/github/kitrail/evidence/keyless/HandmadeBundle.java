package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A bundle of which each part can be another's, or missing.
 *
 * @param certificate the signer's
 * @param entries of the log
 * @param timestamps TimeStampResp
 * @param payloadType of the envelope
 * @param payload of the envelope
 * @param signatures of the envelope
 * @see <a href="https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto">
 *     Bundle v0.3</a>
 */
public record HandmadeBundle(
    X509Certificate certificate,
    List<JsonNode> entries,
    List<byte[]> timestamps,
    String payloadType,
    byte[] payload,
    List<byte[]> signatures) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public HandmadeBundle withCertificate(X509Certificate other) {
    return new HandmadeBundle(other, entries, timestamps, payloadType, payload, signatures);
  }

  public HandmadeBundle withEntries(List<JsonNode> others) {
    return new HandmadeBundle(certificate, others, timestamps, payloadType, payload, signatures);
  }

  public HandmadeBundle withTimestamps(List<byte[]> others) {
    return new HandmadeBundle(certificate, entries, others, payloadType, payload, signatures);
  }

  public HandmadeBundle withPayloadType(String other) {
    return new HandmadeBundle(certificate, entries, timestamps, other, payload, signatures);
  }

  public HandmadeBundle withPayload(byte[] other) {
    return new HandmadeBundle(certificate, entries, timestamps, payloadType, other, signatures);
  }

  public HandmadeBundle withSignatures(List<byte[]> others) {
    return new HandmadeBundle(certificate, entries, timestamps, payloadType, payload, others);
  }

  public Path write(Path file) {
    try {
      return Files.write(file, toJson());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] toJson() {
    ObjectNode root = JSON.createObjectNode();
    root.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");
    ObjectNode material = root.putObject("verificationMaterial");
    try {
      material.putObject("certificate").put("rawBytes", certificate.getEncoded());
      material.putArray("tlogEntries").addAll(entries);
      ObjectNode times = material.putObject("timestampVerificationData");
      ArrayNode list = times.putArray("rfc3161Timestamps");
      timestamps.forEach(one -> list.addObject().put("signedTimestamp", one));
      ObjectNode envelope = root.putObject("dsseEnvelope");
      envelope.put("payload", payload).put("payloadType", payloadType);
      ArrayNode all = envelope.putArray("signatures");
      signatures.forEach(one -> all.addObject().put("sig", one));
      return JSON.writeValueAsBytes(root);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
