package io.github.kitrail.evidence.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.StrictJson;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * The JSON in the PEM of a cosign private key: a PKCS#8 key in a {@link SecretBox} whose key scrypt
 * makes from the passphrase.
 *
 * @see <a
 *     href="https://github.com/secure-systems-lab/go-securesystemslib/blob/v0.11.0/encrypted/encrypted.go">go-securesystemslib,
 *     encrypted</a>
 */
final class CosignKeyBox {
  /** What cosign writes today, and what it wrote before 1.5; both hold the same JSON. */
  static final Set<String> PEM_TYPES =
      Set.of("ENCRYPTED SIGSTORE PRIVATE KEY", "ENCRYPTED COSIGN PRIVATE KEY");

  static final String PEM_TYPE = "ENCRYPTED SIGSTORE PRIVATE KEY";

  // Other costs are refused, as cosign does: a forged file must not be able to ask for all memory.
  private static final Set<Integer> COSTS = Set.of(1 << 15, 1 << 16, 1 << 17);
  private static final int COST = 1 << 16;
  private static final int BLOCK_SIZE = 8;
  private static final int SALT_BYTES = 32;

  private CosignKeyBox() {}

  /**
   * The PKCS#8 bytes; empty when the passphrase is wrong.
   *
   * @throws InvalidKeyException when it is not such a JSON; its message completes "because"
   */
  static Optional<byte[]> open(byte[] json, byte[] passphrase) throws InvalidKeyException {
    ObjectNode box;
    try {
      box = StrictJson.parse(json, "The key");
    } catch (KitrailException e) {
      throw new InvalidKeyException("what its PEM holds is no JSON");
    }
    JsonNode kdf = box.path("kdf");
    JsonNode params = kdf.path("params");
    JsonNode cipher = box.path("cipher");
    if (!kdf.path("name").asText().equals("scrypt")
        || !cipher.path("name").asText().equals("nacl/secretbox")) {
      throw new InvalidKeyException("it is not encrypted with scrypt and nacl/secretbox");
    }
    int cost = params.path("N").asInt();
    if (!COSTS.contains(cost)
        || params.path("r").asInt() != BLOCK_SIZE
        || params.path("p").asInt() != 1) {
      throw new InvalidKeyException("its scrypt parameters are none that cosign uses");
    }
    byte[] nonce = binary(cipher, "nonce");
    if (nonce.length != SecretBox.NONCE_BYTES) {
      throw new InvalidKeyException("its nonce has the wrong length");
    }
    byte[] key = key(passphrase, binary(kdf, "salt"), cost);
    Optional<byte[]> opened = SecretBox.open(key, nonce, binary(box, "ciphertext"));
    Arrays.fill(key, (byte) 0);
    return opened;
  }

  /** The JSON around these PKCS#8 bytes. */
  static byte[] seal(byte[] pkcs8, byte[] passphrase, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    byte[] nonce = new byte[SecretBox.NONCE_BYTES];
    random.nextBytes(salt);
    random.nextBytes(nonce);
    byte[] key = key(passphrase, salt, COST);
    ObjectNode box = StrictJson.object();
    ObjectNode kdf = box.putObject("kdf").put("name", "scrypt");
    kdf.putObject("params").put("N", COST).put("r", BLOCK_SIZE).put("p", 1);
    kdf.put("salt", salt);
    box.putObject("cipher").put("name", "nacl/secretbox").put("nonce", nonce);
    box.put("ciphertext", SecretBox.seal(key, nonce, pkcs8));
    Arrays.fill(key, (byte) 0);
    return StrictJson.bytes(box);
  }

  private static byte[] key(byte[] passphrase, byte[] salt, int cost) {
    return SCrypt.generate(passphrase, salt, cost, BLOCK_SIZE, 1, SecretBox.KEY_BYTES);
  }

  private static byte[] binary(JsonNode object, String name) throws InvalidKeyException {
    try {
      byte[] value = object.path(name).binaryValue();
      if (value != null) {
        return value;
      }
    } catch (IOException e) {
      // Falls through: the text is no base64, and must not appear in a message.
    }
    throw new InvalidKeyException("its `" + name + "` is missing or is no base64");
  }
}
