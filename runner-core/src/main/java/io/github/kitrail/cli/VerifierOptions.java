package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Context;
import io.github.kitrail.operations.KeyChoice;
import io.github.kitrail.operations.KeylessFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose signatures count: a key's, or those of an identity; the latter's options are cosign's. */
final class VerifierOptions {
  @Option(
      names = "--key",
      paramLabel = "FILE|env:NAME",
      description = "The public key (PEM), or file.p12#ALIAS, or pkcs11:CONFIG#ALIAS.")
  @Nullable String key;

  @Option(
      names = "--certificate-identity",
      paramLabel = "IDENTITY",
      description = "Keyless: who must have signed, an email address or a URI.")
  @Nullable String identity;

  @Option(
      names = "--certificate-identity-regexp",
      paramLabel = "REGEXP",
      description = "Keyless: the same as a regular expression, which must match all of it.")
  @Nullable String identityPattern;

  @Option(
      names = "--certificate-oidc-issuer",
      paramLabel = "URL",
      description =
          "Keyless: who must vouch for them, such as https://token.actions.githubusercontent.com.")
  @Nullable String issuer;

  @Option(
      names = "--certificate-github-workflow-repository",
      paramLabel = "OWNER/NAME",
      description =
          "Keyless: the repository whose workflow run must have signed. A reusable workflow signs under its own"
              + " name for every repository that calls it.")
  @Nullable String repository;

  @Option(
      names = "--trusted-root",
      paramLabel = "FILE",
      description =
          "Keyless: whose certificates, logs and timestamps count; by default KITRAIL_TRUSTED_ROOT, or the"
              + " public sigstore's. With a file nobody is asked.")
  @Nullable Path trustedRoot;

  /**
   * @throws KitrailException BAD_INPUT when nobody is named
   */
  KeyChoice require(Context context) throws KitrailException {
    return choose(context)
        .orElseThrow(
            () ->
                new KitrailException(
                    ErrorCode.BAD_INPUT,
                    "Whose signature must it be? Give --key FILE, or, for a keyless signature,"
                        + " --certificate-identity and --certificate-oidc-issuer."));
  }

  /** Beside a policy, which may name its own signers; for those there may be a root of trust. */
  Optional<KeyChoice> chooseBesidePolicy(Context context) throws KitrailException {
    return key == null
            && identity == null
            && identityPattern == null
            && issuer == null
            && repository == null
        ? Optional.empty()
        : choose(context);
  }

  KeylessFiles files() {
    return new KeylessFiles(null, trustedRoot, null);
  }

  /** Empty when nobody is named. */
  Optional<KeyChoice> choose(Context context) throws KitrailException {
    boolean keyless =
        identity != null
            || identityPattern != null
            || issuer != null
            || repository != null
            || trustedRoot != null;
    if (key != null) {
      if (keyless) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "--key counts a key's signatures, and the --certificate options and --trusted-root are for"
                + " keyless ones: give one or the other.");
      }
      return Optional.of(KeyChoice.verifying(key, context));
    }
    if (!keyless) {
      return Optional.empty();
    }
    return Optional.of(
        KeyChoice.identity(requireIssuer(), requireIdentity(), repository, files(), context));
  }

  private String requireIssuer() throws KitrailException {
    if (issuer == null) {
      throw incomplete();
    }
    return issuer;
  }

  private String requireIdentity() throws KitrailException {
    if (identity != null && identityPattern == null) {
      return identity;
    }
    if (identity == null && identityPattern != null) {
      return "/" + identityPattern + "/";
    }
    throw incomplete();
  }

  private static KitrailException incomplete() {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        "A keyless signature is verified with both --certificate-oidc-issuer and one of"
            + " --certificate-identity and --certificate-identity-regexp: without them anybody could"
            + " have signed.");
  }
}
