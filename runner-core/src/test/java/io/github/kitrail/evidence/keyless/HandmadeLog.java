package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A transparency log that holds one entry, whatever that says, and signs whatever it is told: what
 * no honest log would, with a key of the test.
 */
final class HandmadeLog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private final KeyPair keys;

  HandmadeLog() {
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  PublicKey key() {
    return keys.getPublic();
  }

  /** The entry as a bundle holds it, the only one of its tree. */
  ObjectNode entry(String kind, String version, byte[] body) {
    byte[] leaf = leafHash(body);
    ObjectNode entry = JSON.createObjectNode();
    entry.put("logIndex", "0");
    entry.putObject("logId").put("keyId", id());
    entry.putObject("kindVersion").put("kind", kind).put("version", version);
    ObjectNode proof = entry.putObject("inclusionProof");
    proof.put("logIndex", "0").put("treeSize", "1").put("rootHash", leaf);
    proof.putObject("checkpoint").put("envelope", checkpoint(1, leaf));
    entry.put("canonicalizedBody", body);
    return entry;
  }

  /** Signs a time for it, as Rekor 1 does. */
  ObjectNode promise(ObjectNode entry, Instant at) {
    entry.put("integratedTime", String.valueOf(at.getEpochSecond()));
    String signed =
        "{\"body\":\""
            + entry.path("canonicalizedBody").asText()
            + "\",\"integratedTime\":"
            + at.getEpochSecond()
            + ",\"logID\":\""
            + HexFormat.of().formatHex(id())
            + "\",\"logIndex\":0}";
    entry.putObject("inclusionPromise").put("signedEntryTimestamp", sign(signed));
    return entry;
  }

  String checkpoint(long size, byte[] root) {
    return checkpoint(Rekor.ORIGIN, size, root);
  }

  /** A signed tree head, of whatever tree. */
  String checkpoint(String origin, long size, byte[] root) {
    String text = origin + "\n" + size + "\n" + BASE64.encodeToString(root) + "\n";
    ByteArrayOutputStream signature = new ByteArrayOutputStream();
    signature.writeBytes(Arrays.copyOf(id(), 4));
    signature.writeBytes(sign(text));
    return text
        + "\n\u2014 "
        + Rekor.ORIGIN
        + " "
        + BASE64.encodeToString(signature.toByteArray())
        + "\n";
  }

  /** What Rekor 2 enters. */
  static byte[] hashedRekord2(byte[] signed, byte[] signature, X509Certificate certificate) {
    ObjectNode body = body("0.0.2", "hashedrekord");
    ObjectNode entry = ((ObjectNode) body.path("spec")).putObject("hashedRekordV002");
    entry.putObject("data").put("algorithm", "SHA2_256").put("digest", EcdsaSha256.digest(signed));
    ObjectNode by = entry.putObject("signature").put("content", signature).putObject("verifier");
    by.put("keyDetails", "PKIX_ECDSA_P256_SHA_256");
    by.putObject("x509Certificate").put("rawBytes", RekorClient.der(certificate));
    return bytes(body);
  }

  /** What Rekor 1 entered for a message. */
  static byte[] hashedRekord1(byte[] signed, byte[] signature, X509Certificate certificate) {
    ObjectNode body = body("0.0.1", "hashedrekord");
    ObjectNode spec = (ObjectNode) body.path("spec");
    spec.putObject("data").putObject("hash").put("algorithm", "sha256").put("value", hex(signed));
    spec.putObject("signature")
        .put("content", signature)
        .putObject("publicKey")
        .put("content", pem(certificate));
    return bytes(body);
  }

  /** What Rekor 1 entered for an envelope: GitHub's attestations have it. */
  static byte[] dsse1(byte[] payload, byte[] signature, X509Certificate certificate) {
    ObjectNode body = body("0.0.1", "dsse");
    ObjectNode spec = (ObjectNode) body.path("spec");
    spec.putObject("envelopeHash").put("algorithm", "sha256").put("value", hex(signature));
    spec.putObject("payloadHash").put("algorithm", "sha256").put("value", hex(payload));
    spec.putArray("signatures")
        .addObject()
        .put("signature", signature)
        .put("verifier", pem(certificate));
    return bytes(body);
  }

  private static ObjectNode body(String version, String kind) {
    ObjectNode body = JSON.createObjectNode().put("apiVersion", version).put("kind", kind);
    body.putObject("spec");
    return body;
  }

  private static byte[] pem(X509Certificate certificate) {
    String lines =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(RekorClient.der(certificate));
    return ("-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String hex(byte[] content) {
    return HexFormat.of().formatHex(EcdsaSha256.digest(content));
  }

  private byte[] id() {
    return TrustedRootFile.ed25519LogId(keys.getPublic());
  }

  /** RFC 6962, 2.1. */
  static byte[] leafHash(byte[] body) {
    byte[] leaf = new byte[body.length + 1];
    System.arraycopy(body, 0, leaf, 1, body.length);
    return EcdsaSha256.digest(leaf);
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(ObjectNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
