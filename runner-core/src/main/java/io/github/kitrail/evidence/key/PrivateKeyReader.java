package io.github.kitrail.evidence.key;

import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Optional;

/** Finds the private key in a PEM text and opens it. */
final class PrivateKeyReader {
  static final String WHAT = "the signing key";
  private static final String PKCS8 = "PRIVATE KEY";
  private static final String ENCRYPTED_PKCS8 = "ENCRYPTED PRIVATE KEY";

  private final KeyText text;
  private final Pem pem;
  private final Optional<char[]> passphrase;

  PrivateKeyReader(KeyText text, Optional<char[]> passphrase) throws KitrailException {
    this.text = text;
    this.passphrase = passphrase;
    this.pem =
        text.blocks().stream()
            .filter(block -> block.type().endsWith("PRIVATE KEY"))
            .findFirst()
            .orElseThrow(() -> unusable(instead(text.blocks().get(0).type())));
  }

  boolean isEncrypted() {
    return pem.type().startsWith("ENCRYPTED ");
  }

  PrivateKey read() throws KitrailException {
    if (pem.encrypted()) {
      throw unusable(
          "it is encrypted in OpenSSL's old way; convert it with `openssl pkcs8 -topk8 -in "
              + text.name()
              + " -out new.key`");
    }
    try {
      return open().orElseThrow(() -> unusable(KeyAlgorithm.SUPPORTED));
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      // The parser of DER fails with runtime exceptions of many kinds.
      throw unusable("it is damaged, or " + KeyAlgorithm.SUPPORTED);
    }
  }

  private Optional<PrivateKey> open()
      throws GeneralSecurityException, IOException, KitrailException {
    if (CosignKeyBox.PEM_TYPES.contains(pem.type())) {
      return PrivateKeyDer.pkcs8(openBox().orElseThrow(this::wrongPassphrase));
    }
    return switch (pem.type()) {
      case PKCS8 -> PrivateKeyDer.pkcs8(pem.der());
      case "EC PRIVATE KEY" -> PrivateKeyDer.sec1(pem.der(), text.blocks());
      case "RSA PRIVATE KEY" -> PrivateKeyDer.pkcs1(pem.der());
      case ENCRYPTED_PKCS8 -> PrivateKeyDer.pkcs8(openPkcs8().orElseThrow(this::wrongPassphrase));
      default -> throw unusable(instead(pem.type()));
    };
  }

  private Optional<byte[]> openBox() throws KitrailException {
    byte[] secret = Passphrase.utf8(passphrase());
    try {
      return CosignKeyBox.open(pem.der(), secret);
    } catch (InvalidKeyException e) {
      throw unusable(String.valueOf(e.getMessage()));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private Optional<byte[]> openPkcs8() throws KitrailException {
    try {
      return EncryptedPkcs8.open(pem.der(), passphrase());
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(
          "it is damaged, or its encryption is not known to Java; encrypt it anew with `openssl pkcs8 -topk8 -v2"
              + " aes-256-cbc -in "
              + text.name()
              + " -out new.key`");
    }
  }

  private char[] passphrase() throws KitrailException {
    return passphrase.orElseThrow(
        () ->
            unusable(
                "it is encrypted and no passphrase was given; set "
                    + String.join(" or ", Passphrase.VARIABLES)));
  }

  private KitrailException wrongPassphrase() {
    return unusable("the passphrase is wrong, or the key is damaged");
  }

  private static String instead(String type) {
    return switch (type) {
      case "PUBLIC KEY" -> "it is a public key; signing needs the private one, such as cosign.key";
      case "OPENSSH PRIVATE KEY" -> "it is a key for SSH; make one for signing";
      default -> "it holds \"" + type + "\", which is no private key that can be read";
    };
  }

  private KitrailException unusable(String reason) {
    return KeyText.unusable(WHAT, text.name(), reason);
  }
}
