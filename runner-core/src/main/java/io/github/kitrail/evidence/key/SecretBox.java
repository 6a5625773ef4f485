package io.github.kitrail.evidence.key;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * NaCl's authenticated encryption, XSalsa20 and Poly1305: the box of cosign's private keys.
 *
 * @see <a href="https://nacl.cr.yp.to/secretbox.html">crypto_secretbox</a>
 */
final class SecretBox {
  static final int KEY_BYTES = 32;
  static final int NONCE_BYTES = 24;
  private static final int TAG_BYTES = 16;

  private SecretBox() {}

  /** The tag, then the ciphertext. */
  static byte[] seal(byte[] key, byte[] nonce, byte[] message) {
    XSalsa20Engine cipher = cipher(key, nonce);
    byte[] oneTimeKey = oneTimeKey(cipher);
    byte[] box = new byte[TAG_BYTES + message.length];
    cipher.processBytes(message, 0, message.length, box, TAG_BYTES);
    System.arraycopy(tag(oneTimeKey, box), 0, box, 0, TAG_BYTES);
    return box;
  }

  /** The message; empty when the key is wrong or the box was changed. */
  static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] box) {
    if (box.length < TAG_BYTES) {
      return Optional.empty();
    }
    XSalsa20Engine cipher = cipher(key, nonce);
    byte[] tag = tag(oneTimeKey(cipher), box);
    if (!MessageDigest.isEqual(tag, Arrays.copyOf(box, TAG_BYTES))) {
      return Optional.empty();
    }
    byte[] message = new byte[box.length - TAG_BYTES];
    cipher.processBytes(box, TAG_BYTES, message.length, message, 0);
    return Optional.of(message);
  }

  private static XSalsa20Engine cipher(byte[] key, byte[] nonce) {
    XSalsa20Engine cipher = new XSalsa20Engine();
    cipher.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
    return cipher;
  }

  /** The first 32 bytes of the key stream authenticate; the message starts after them. */
  private static byte[] oneTimeKey(XSalsa20Engine cipher) {
    byte[] key = new byte[32];
    cipher.processBytes(new byte[32], 0, 32, key, 0);
    return key;
  }

  private static byte[] tag(byte[] oneTimeKey, byte[] box) {
    Poly1305 mac = new Poly1305();
    mac.init(new KeyParameter(oneTimeKey));
    mac.update(box, TAG_BYTES, box.length - TAG_BYTES);
    byte[] tag = new byte[TAG_BYTES];
    mac.doFinal(tag, 0);
    return tag;
  }
}
