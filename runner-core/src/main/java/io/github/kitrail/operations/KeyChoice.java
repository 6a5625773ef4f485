package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.key.DevelopmentKey;
import io.github.kitrail.evidence.key.SigningKey;
import io.github.kitrail.evidence.key.VerificationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The key of an operation: one that signs and verifies, or one that can only verify. */
public final class KeyChoice {
  /** Where the development key lies, in the directory of the store. */
  private static final String DEVELOPMENT_KEY = "kitrail/development.key";

  private static final String DEVELOPMENT_PUBLIC_KEY = "kitrail/development.pub";

  private final @Nullable SigningKey signing;
  private final VerificationKey verifying;
  private final @Nullable String warning;

  private KeyChoice(
      @Nullable SigningKey signing, VerificationKey verifying, @Nullable String warning) {
    this.signing = signing;
    this.verifying = verifying;
    this.warning = warning;
  }

  /**
   * @param reference a file, or {@code env:NAME}
   */
  public static KeyChoice signing(String reference, Context context) throws KitrailException {
    SigningKey key = SigningKey.load(reference, context.env(), null);
    key.warning().ifPresent(context.listener()::warned);
    return new KeyChoice(key, key.verificationKey(), null);
  }

  /**
   * @param reference a file, or {@code env:NAME}
   */
  public static KeyChoice verifying(String reference, Context context) throws KitrailException {
    return new KeyChoice(null, VerificationKey.load(reference, context.env()), null);
  }

  /**
   * The key of a run. Without a configured one, a run into a local store makes a development key;
   * with a registry as the target, or in CI, that is an error: a forgotten secret never signs.
   *
   * @param configured null when nobody named one
   */
  public static KeyChoice forRun(@Nullable String configured, String target, Context context)
      throws KitrailException {
    if (configured != null) {
      return signing(configured, context);
    }
    if (context.environment().isCi() || context.locations().open(target).remote()) {
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL,
          "No signing key is configured, and a development key is made neither in CI nor for a registry ("
              + target
              + "). Set `sign: {key: env:COSIGN_KEY}` in kitrail.yaml, or give --key FILE.");
    }
    SigningKey key = DevelopmentKey.in(context.home().resolve(DEVELOPMENT_KEY), new SecureRandom());
    Path pub = publicHalf(key.verificationKey(), context.home().resolve(DEVELOPMENT_PUBLIC_KEY));
    return new KeyChoice(
        key,
        key.verificationKey(),
        "self-signed: proves nothing to others (public key: " + pub + ")");
  }

  /** Written each time it is not there, so that what a run signed can be verified on its own. */
  private static Path publicHalf(VerificationKey key, Path file) throws KitrailException {
    try {
      if (!Files.exists(file) || !Files.readString(file).equals(key.toPem())) {
        Files.writeString(file, key.toPem());
      }
      return file;
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not write the development key's public half " + file + ": " + e.getMessage() + ".",
          e);
    }
  }

  SigningKey requireSigning() throws KitrailException {
    if (signing == null) {
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL, "This key can only verify; signing needs the private key.");
    }
    return signing;
  }

  VerificationKey verifying() {
    return verifying;
  }

  /** What a reader of the result must not overlook; null if there is nothing. */
  public @Nullable String warning() {
    return warning;
  }
}
