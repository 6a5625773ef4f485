package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.CertificateIdentity;
import io.github.kitrail.evidence.CertifiedSigner;
import io.github.kitrail.evidence.KeySigner;
import io.github.kitrail.evidence.Signer;
import io.github.kitrail.evidence.TrustedSigners;
import io.github.kitrail.evidence.Verifier;
import io.github.kitrail.evidence.key.DevelopmentKey;
import io.github.kitrail.evidence.key.SigningKey;
import io.github.kitrail.evidence.key.VerificationKey;
import io.github.kitrail.evidence.keyless.Keyless;
import io.github.kitrail.evidence.keyless.KeylessSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose signatures an operation makes or counts: a key's, or, keylessly, those of whoever an
 * identity token or a certificate names.
 */
public final class KeyChoice {
  /** Where the development key lies, in the directory of the store. */
  private static final String DEVELOPMENT_KEY = "kitrail/development.key";

  private static final String DEVELOPMENT_PUBLIC_KEY = "kitrail/development.pub";

  /** Known at once for a key, and only after the first signature for a keyless signer. */
  private interface Trust {
    TrustedSigners signers();
  }

  private final @Nullable Signer signer;
  private final Trust trust;
  private final @Nullable Keyless keyless;
  private final @Nullable String warning;
  private final @Nullable KeySigner legacySigner;

  private KeyChoice(
      @Nullable Signer signer, Trust trust, @Nullable Keyless keyless, @Nullable String warning) {
    this(signer, trust, keyless, warning, null);
  }

  private KeyChoice(
      @Nullable Signer signer,
      Trust trust,
      @Nullable Keyless keyless,
      @Nullable String warning,
      @Nullable KeySigner legacySigner) {
    this.signer = signer;
    this.trust = trust;
    this.keyless = keyless;
    this.warning = warning;
    this.legacySigner = legacySigner;
  }

  private static KeyChoice of(SigningKey key, @Nullable String warning) {
    return new KeyChoice(
        new KeySigner(key),
        () -> TrustedSigners.ofKeys(List.of(key.verificationKey())),
        null,
        warning);
  }

  /**
   * @param reference a file, or {@code env:NAME}
   */
  public static KeyChoice signing(String reference, Context context) throws KitrailException {
    SigningKey key = SigningKey.load(reference, context.env(), null);
    key.warning().ifPresent(context.listener()::warned);
    return of(key, null);
  }

  /**
   * @param reference a file, or {@code env:NAME}
   */
  public static KeyChoice verifying(String reference, Context context) throws KitrailException {
    VerificationKey key = VerificationKey.load(reference, context.env());
    return new KeyChoice(null, () -> TrustedSigners.ofKeys(List.of(key)), null, null);
  }

  /** Signs as whoever the identity token names; what it signed counts afterwards. */
  public static KeyChoice keyless(KeylessFiles files, Context context) throws KitrailException {
    Keyless keyless = context.keyless().open(files.options(context));
    KeylessSigner signer = keyless.signer(new SecureRandom());
    return new KeyChoice(
        signer,
        () -> {
          CertifiedSigner self =
              signer
                  .signedAs()
                  .orElseThrow(() -> new IllegalStateException("nothing was signed yet"));
          return identity(CertificateIdentity.of(self));
        },
        keyless,
        null);
  }

  /**
   * Counts what somebody signed keylessly.
   *
   * @param issuer who vouches for them
   * @param identity who they are, or a regular expression between slashes
   * @param repository {@code owner/name} of the repository whose workflow signed; null for any
   */
  public static KeyChoice identity(
      String issuer,
      String identity,
      @Nullable String repository,
      KeylessFiles files,
      Context context)
      throws KitrailException {
    CertificateIdentity wanted = CertificateIdentity.of(issuer, identity, repository);
    Keyless keyless = context.keyless().open(files.options(context));
    return new KeyChoice(null, () -> identity(wanted), keyless, null);
  }

  private static TrustedSigners identity(CertificateIdentity identity) {
    return new TrustedSigners(List.of(), List.of(identity));
  }

  /**
   * The key of a run. Without a configured one, a run into a local store makes a development key;
   * with a registry as the target, or in CI, that is an error: a forgotten secret never signs.
   *
   * @param configured null when nobody named one
   * @param keyless null unless that was asked for
   */
  public static KeyChoice forRun(
      @Nullable String configured, @Nullable KeylessFiles keyless, String target, Context context)
      throws KitrailException {
    if (keyless != null) {
      return keyless(keyless, context);
    }
    if (configured != null) {
      return signing(configured, context);
    }
    if (context.environment().isCi() || context.locations().open(target).remote()) {
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL,
          "No signing key is configured, and a development key is made neither in CI nor for a"
              + " registry ("
              + target
              + "). Set `sign: {key: env:COSIGN_KEY}` or `sign: keyless` in kitrail.yaml, or give"
              + " --key FILE or --keyless.");
    }
    SigningKey key = DevelopmentKey.in(context.home().resolve(DEVELOPMENT_KEY), new SecureRandom());
    Path pub = publicHalf(key.verificationKey(), context.home().resolve(DEVELOPMENT_PUBLIC_KEY));
    return of(key, "self-signed: proves nothing to others (public key: " + pub + ")");
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

  Signer requireSigner() throws KitrailException {
    if (signer == null) {
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL, "This key can only verify; signing needs the private key.");
    }
    return signer;
  }

  /**
   * The same, that also writes what it signs where cosign 2 looks for it.
   *
   * @throws KitrailException BAD_INPUT for a keyless signer, which has signed nothing by then
   */
  public KeyChoice withLegacyTag() throws KitrailException {
    if (requireSigner() instanceof KeySigner key) {
      return new KeyChoice(key, trust, keyless, warning, key);
    }
    throw legacyTagNeedsKey();
  }

  /** Why a keyless signature is not written under a tag of cosign 2. */
  public static KitrailException legacyTagNeedsKey() {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        "--legacy-tag is for signatures with a key, and this one is keyless: what cosign 2 keeps"
            + " under its tags then needs an entry in a log of the older kind, which is not made"
            + " here. Give --key, or leave --legacy-tag out: cosign 2 reads what is written with"
            + " --new-bundle-format.");
  }

  /** What signs for the tags of cosign 2; null when nothing is to be written there. */
  @Nullable KeySigner legacySigner() {
    return legacySigner;
  }

  /** Whom the last certificate of a keyless signer named; null for a key, and before. */
  @Nullable CertifiedSigner signedAs() {
    // In this order, as keyless signing is not to be loaded for a key.
    if (signer == null || signer instanceof KeySigner) {
      return null;
    }
    return ((KeylessSigner) signer).signedAs().orElse(null);
  }

  /** Whose evidence counts. */
  TrustedSigners trusted() {
    return trust.signers();
  }

  /** The same for evidence that was there before; null for who is only known by what they sign. */
  public @Nullable KeyChoice forEarlierEvidence() {
    return signer == null || signer instanceof KeySigner ? this : null;
  }

  /** Counts their evidence. */
  Verifier verifier() throws KitrailException {
    return new Verifier(trusted(), keyless == null ? null : keyless.verifier());
  }

  /** What a reader of the result must not overlook; null if there is nothing. */
  public @Nullable String warning() {
    return warning;
  }
}
