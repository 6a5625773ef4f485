package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/**
 * Whom a verifier trusts; each part may be left out or be another, to show that it is needed.
 *
 * @param logUrl Rekor's
 * @param logs Rekor's keys, Ed25519
 * @param authorities certificate chains of Fulcios, without their leaves
 * @param ctLogs keys of certificate transparency logs, P-256
 * @param clocks certificate chains of timestamp authorities
 * @see <a
 *     href="https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_trustroot.proto">
 *     TrustedRoot</a>
 */
public record TrustedRootFile(
    String logUrl,
    List<PublicKey> logs,
    List<List<X509Certificate>> authorities,
    List<PublicKey> ctLogs,
    List<List<X509Certificate>> clocks) {
  static final String MEDIA_TYPE = "application/vnd.dev.sigstore.trustedroot+json;version=0.1";
  private static final String EVER = "2020-01-01T00:00:00Z";
  private static final ObjectMapper JSON = new ObjectMapper();

  public TrustedRootFile withLogs(List<PublicKey> others) {
    return new TrustedRootFile(logUrl, others, authorities, ctLogs, clocks);
  }

  public TrustedRootFile withAuthorities(List<List<X509Certificate>> others) {
    return new TrustedRootFile(logUrl, logs, others, ctLogs, clocks);
  }

  public TrustedRootFile withCtLogs(List<PublicKey> others) {
    return new TrustedRootFile(logUrl, logs, authorities, others, clocks);
  }

  public TrustedRootFile withClocks(List<List<X509Certificate>> others) {
    return new TrustedRootFile(logUrl, logs, authorities, ctLogs, others);
  }

  public Path write(Path file) {
    try {
      return Files.writeString(file, toJson().toPrettyString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ObjectNode toJson() {
    ObjectNode root = JSON.createObjectNode().put("mediaType", MEDIA_TYPE);
    ArrayNode list = root.putArray("tlogs");
    logs.forEach(key -> log(list.addObject(), logUrl, key, "PKIX_ED25519", ed25519LogId(key)));
    ArrayNode cas = root.putArray("certificateAuthorities");
    authorities.forEach(chain -> authority(cas.addObject(), chain));
    ArrayNode ct = root.putArray("ctlogs");
    ctLogs.forEach(
        key ->
            log(
                ct.addObject(),
                "http://127.0.0.1/ct",
                key,
                "PKIX_ECDSA_P256_SHA_256",
                EcdsaSha256.digest(key.getEncoded())));
    ArrayNode tsas = root.putArray("timestampAuthorities");
    clocks.forEach(chain -> authority(tsas.addObject(), chain));
    return root;
  }

  private static void log(ObjectNode log, String url, PublicKey key, String details, byte[] logId) {
    log.put("baseUrl", url).put("hashAlgorithm", "SHA2_256");
    ObjectNode publicKey = log.putObject("publicKey");
    publicKey.put("rawBytes", key.getEncoded()).put("keyDetails", details);
    publicKey.putObject("validFor").put("start", EVER);
    log.putObject("logId").put("keyId", logId);
  }

  private static void authority(ObjectNode authority, List<X509Certificate> chain) {
    authority.putObject("subject").put("organization", "kitrail tests").put("commonName", "test");
    authority.put("uri", "http://127.0.0.1/authority");
    ArrayNode certificates = authority.putObject("certChain").putArray("certificates");
    try {
      for (X509Certificate certificate : chain) {
        certificates.addObject().put("rawBytes", certificate.getEncoded());
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    authority.putObject("validFor").put("start", EVER);
  }

  /**
   * @see <a href="https://github.com/C2SP/C2SP/blob/main/signed-note.md#signatures">signed
   *     notes</a>, of whose key ID Rekor keeps all 32 bytes
   */
  static byte[] ed25519LogId(PublicKey key) {
    byte[] encoded = key.getEncoded();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes((Rekor.ORIGIN + "\n").getBytes(StandardCharsets.US_ASCII));
    bytes.write(1);
    bytes.writeBytes(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    return EcdsaSha256.digest(bytes.toByteArray());
  }
}
