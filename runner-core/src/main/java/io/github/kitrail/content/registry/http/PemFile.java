package io.github.kitrail.content.registry.http;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** Certificates and private keys as OpenSSL writes them. */
final class PemFile {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \\1-----");

  private final Path file;
  private final String text;

  private PemFile(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  static PemFile read(Path file) throws KitrailException {
    try {
      return new PemFile(file, Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not read " + file + ": check the path and its rights.", e);
    }
  }

  /** All certificates, at least one. */
  List<X509Certificate> certificates() throws KitrailException {
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      if (blocks.group(1).equals("CERTIFICATE")) {
        certificates.add(certificate(decode(blocks.group(2))));
      }
    }
    if (certificates.isEmpty()) {
      throw bad("it has no certificate in PEM form", null);
    }
    return certificates;
  }

  private X509Certificate certificate(byte[] encoded) throws KitrailException {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException e) {
      throw bad("it has a certificate that is damaged", e);
    }
  }

  /** The one private key: PKCS #8, or what OpenSSL wrote before. */
  PrivateKey privateKey() throws KitrailException {
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      String type = blocks.group(1);
      if (type.equals("ENCRYPTED PRIVATE KEY") || blocks.group(2).contains("ENCRYPTED")) {
        throw bad("its private key is encrypted; give one that is not", null);
      }
      if (type.endsWith("PRIVATE KEY")) {
        return key(type, decode(blocks.group(2)));
      }
    }
    if (text.contains("ENCRYPTED")) {
      throw bad("its private key is encrypted; give one that is not", null);
    }
    throw bad("it has no private key in PEM form", null);
  }

  private PrivateKey key(String type, byte[] encoded) throws KitrailException {
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(pkcs8(type, encoded));
      String oid = info.getPrivateKeyAlgorithm().getAlgorithm().getId();
      String algorithm = oid.startsWith("1.2.840.113549.1.1") ? "RSA" : "EC";
      if (oid.equals("1.3.101.112")) {
        algorithm = "Ed25519";
      }
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw bad("its private key cannot be used", e);
    }
  }

  private static byte[] pkcs8(String type, byte[] encoded) throws IOException {
    if (type.equals("RSA PRIVATE KEY")) {
      AlgorithmIdentifier rsa =
          new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
      return new PrivateKeyInfo(rsa, ASN1Primitive.fromByteArray(encoded)).getEncoded();
    }
    if (type.equals("EC PRIVATE KEY")) {
      ECPrivateKey key = ECPrivateKey.getInstance(encoded);
      AlgorithmIdentifier curve =
          new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject());
      return new PrivateKeyInfo(curve, key).getEncoded();
    }
    return encoded;
  }

  private byte[] decode(String base64) throws KitrailException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw bad("it is damaged", e);
    }
  }

  private KitrailException bad(String reason, @Nullable Exception cause) {
    return new KitrailException(
        ErrorCode.BAD_INPUT, "Could not use " + file + " for TLS: " + reason + ".", cause);
  }
}
