package io.github.kitrail.evidence.key;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.spec.InvalidKeySpecException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** {@code ENCRYPTED PRIVATE KEY}: PKCS#8 with PBES2, as OpenSSL writes it. */
final class EncryptedPkcs8 {
  private EncryptedPkcs8() {}

  /**
   * The PKCS#8 bytes; empty when the passphrase is wrong.
   *
   * @throws GeneralSecurityException when this Java does not know the encryption
   */
  static Optional<byte[]> open(byte[] der, char[] passphrase)
      throws GeneralSecurityException, IOException {
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
    // Only the parameters' text names the whole scheme; getAlgName() says just "PBES2" on Java 17.
    String scheme = info.getAlgParameters() == null ? "" : info.getAlgParameters().toString();
    SecretKey key = SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(passphrase));
    Cipher cipher = Cipher.getInstance(scheme);
    cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
    try {
      return Optional.of(info.getKeySpec(cipher).getEncoded());
    } catch (InvalidKeySpecException e) {
      // Wrong padding, or right by chance and then no PKCS#8.
      return Optional.empty();
    }
  }
}
