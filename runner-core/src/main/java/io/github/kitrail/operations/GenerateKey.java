package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.key.KeyAlgorithm;
import io.github.kitrail.evidence.key.NewKey;
import io.github.kitrail.evidence.key.Passphrase;
import io.github.kitrail.evidence.key.SigningKey;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes a pair of keys for signing, in the files that cosign would make. */
public final class GenerateKey {
  private static final Map<String, KeyAlgorithm> TYPES = types();

  private GenerateKey() {}

  /** Asks a person for the passphrase of the new key. */
  @FunctionalInterface
  public interface PassphrasePrompt {
    /** Empty when there is nobody to ask. */
    Optional<char[]> ask() throws KitrailException;
  }

  /**
   * @param prefix the files' names without {@code .key} and {@code .pub}
   * @param type one of ecdsa-p256, ecdsa-p384, ecdsa-p521, ed25519, rsa-3072
   * @param force whether files that are there are replaced
   * @param prompt asked when no variable holds the passphrase
   */
  public record Request(String prefix, String type, boolean force, PassphrasePrompt prompt) {}

  /**
   * @param privateKey the file of the private key, encrypted, for its owner only
   * @param publicKey the file of the public key
   * @param key the public key's hint, as bundles name it
   */
  public record Result(String privateKey, String publicKey, String type, String key) {}

  /**
   * @throws KitrailException BAD_INPUT when the type is unknown, a file is there already or cannot
   *     be written; BAD_CREDENTIAL when there is no passphrase
   */
  public static Result run(Request request, Context context) throws KitrailException {
    KeyAlgorithm algorithm = TYPES.get(request.type());
    if (algorithm == null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not make a key of type \""
              + request.type()
              + "\": there is no such type. Use one of "
              + String.join(", ", TYPES.keySet())
              + ".");
    }
    Path privateKey = file(request.prefix(), ".key");
    Path publicKey = file(request.prefix(), ".pub");
    NewKey newKey = new NewKey(new SecureRandom());
    if (!request.force()) {
      NewKey.requireNew(privateKey, publicKey);
    }
    char[] passphrase = passphrase(request.prompt(), context);
    if (passphrase.length == 0) {
      context
          .listener()
          .warned("The passphrase is empty: whoever can read " + privateKey + " can sign with it.");
    }
    SigningKey key = newKey.generate(algorithm);
    try {
      if (request.force()) {
        newKey.replace(key, privateKey, publicKey, passphrase);
      } else {
        newKey.write(key, privateKey, publicKey, passphrase);
      }
    } finally {
      Arrays.fill(passphrase, '\0');
    }
    return new Result(
        privateKey.toString(), publicKey.toString(), request.type(), key.verificationKey().hint());
  }

  private static Path file(String prefix, String suffix) throws KitrailException {
    try {
      return Path.of(prefix + suffix);
    } catch (InvalidPathException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not make a key \"" + prefix + "\": this is not the name of a file.",
          e);
    }
  }

  private static char[] passphrase(PassphrasePrompt prompt, Context context)
      throws KitrailException {
    Optional<char[]> set = Passphrase.find(null, context.env());
    if (set.isPresent()) {
      return set.get();
    }
    return prompt
        .ask()
        .orElseThrow(
            () ->
                new KitrailException(
                    ErrorCode.BAD_CREDENTIAL,
                    "Could not make a key: there is no passphrase to encrypt it with and no terminal"
                        + " to ask on. Set "
                        + String.join(" or ", Passphrase.VARIABLES)
                        + "."));
  }

  private static Map<String, KeyAlgorithm> types() {
    Map<String, KeyAlgorithm> types = new LinkedHashMap<>();
    types.put("ecdsa-p256", KeyAlgorithm.P256);
    types.put("ecdsa-p384", KeyAlgorithm.P384);
    types.put("ecdsa-p521", KeyAlgorithm.P521);
    types.put("ed25519", KeyAlgorithm.ED25519);
    types.put("rsa-3072", KeyAlgorithm.RSA);
    return types;
  }
}
