package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.KeyChoice;
import io.github.kitrail.operations.KeylessFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who signs: a key, or keylessly whoever an identity token names. */
final class SignerOptions {
  @Option(
      names = "--key",
      paramLabel = "FILE|env:NAME",
      description =
          "The private key: cosign's or PEM; also file.p12#ALIAS, or pkcs11:CONFIG#ALIAS with its PIN in"
              + " KITRAIL_PKCS11_PIN. The passphrase comes from COSIGN_PASSWORD or KITRAIL_KEY_PASSPHRASE."
              + " Without a key the signature is keyless.")
  @Nullable String key;

  @Option(
      names = "--identity-token",
      paramLabel = "FILE|env:NAME",
      description =
          "Keyless: the OpenID Connect token that says who signs; by default SIGSTORE_ID_TOKEN, or the"
              + " token of the GitHub job.")
  @Nullable String identityToken;

  @Option(
      names = "--signing-config",
      paramLabel = "FILE",
      description =
          "Keyless: which Fulcio, Rekor and timestamp authority to ask; by default KITRAIL_SIGNING_CONFIG,"
              + " or those of the public sigstore.")
  @Nullable Path signingConfig;

  @Option(
      names = "--trusted-root",
      paramLabel = "FILE",
      description =
          "Keyless: what vouches for them; by default KITRAIL_TRUSTED_ROOT, or the public sigstore's.")
  @Nullable Path trustedRoot;

  boolean isGiven() {
    return key != null || identityToken != null || signingConfig != null || trustedRoot != null;
  }

  KeyChoice choose(Context context) throws KitrailException {
    if (key == null) {
      return KeyChoice.keyless(
          new KeylessFiles(identityToken, trustedRoot, signingConfig), context);
    }
    if (identityToken != null || signingConfig != null || trustedRoot != null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "--key signs with a key, and --identity-token, --signing-config and --trusted-root are for"
              + " keyless signing: give one or the other.");
    }
    return KeyChoice.signing(key, context);
  }
}
