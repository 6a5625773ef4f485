package io.github.kitrail.evidence.keyless;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.KeyPair;
import java.util.Base64;
import org.bouncycastle.asn1.x509.TBSCertificate;

/**
 * A certificate transparency log's promise to add a certificate.
 *
 * @param logId SHA-256 of the log's public key
 * @param millis since 1970
 * @param signature ECDSA with SHA-256, ASN.1
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-3.2">RFC 6962, 3.2</a>
 */
record SignedCertificateTimestamp(byte[] logId, long millis, byte[] signature) {
  private static final int V1 = 0;
  private static final int CERTIFICATE_TIMESTAMP = 0;
  private static final int PRECERT_ENTRY = 1;
  private static final int SHA256 = 4;
  private static final int ECDSA = 3;

  static SignedCertificateTimestamp make(
      KeyPair log, TBSCertificate certificate, byte[] issuerKey, long millis) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte(V1);
      out.writeByte(CERTIFICATE_TIMESTAMP);
      out.writeLong(millis);
      out.writeShort(PRECERT_ENTRY);
      out.write(EcdsaSha256.digest(issuerKey));
      byte[] signed = certificate.getEncoded();
      out.writeByte(signed.length >> 16);
      out.writeShort(signed.length);
      out.write(signed);
      out.writeShort(0);
      byte[] logId = EcdsaSha256.digest(log.getPublic().getEncoded());
      byte[] signature = EcdsaSha256.sign(log.getPrivate(), bytes.toByteArray());
      return new SignedCertificateTimestamp(logId, millis, signature);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a log answers (RFC 6962, 4.1). */
  String toJson() {
    Base64.Encoder base64 = Base64.getEncoder();
    return "{\"sct_version\":0,\"id\":\""
        + base64.encodeToString(logId)
        + "\",\"timestamp\":"
        + millis
        + ",\"extensions\":\"\",\"signature\":\""
        + base64.encodeToString(digitallySigned())
        + "\"}";
  }

  /** As the value of a certificate's extension holds it, in a list of one (RFC 6962, 3.3). */
  byte[] toList() {
    try {
      ByteArrayOutputStream one = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(one);
      out.writeByte(V1);
      out.write(logId);
      out.writeLong(millis);
      out.writeShort(0);
      out.write(digitallySigned());
      ByteArrayOutputStream list = new ByteArrayOutputStream();
      out = new DataOutputStream(list);
      out.writeShort(one.size() + 2);
      out.writeShort(one.size());
      out.write(one.toByteArray());
      return list.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] digitallySigned() {
    byte[] bytes = new byte[signature.length + 4];
    bytes[0] = SHA256;
    bytes[1] = ECDSA;
    bytes[2] = (byte) (signature.length >> 8);
    bytes[3] = (byte) signature.length;
    System.arraycopy(signature, 0, bytes, 4, signature.length);
    return bytes;
  }
}
