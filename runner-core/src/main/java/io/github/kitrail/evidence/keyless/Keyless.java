package io.github.kitrail.evidence.keyless;

import dev.sigstore.trustroot.SigstoreSigningConfig;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.registry.http.HttpOptions;
import io.github.kitrail.evidence.CertificateVerifier;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keyless signing and verifying, with sigstore's public services or those that two files name.
 * Verifying with a trusted root from a file asks nobody.
 */
public final class Keyless implements AutoCloseable {
  private final KeylessOptions options;
  private final Map<String, String> env;
  private final InstantSource clock;
  private final ServiceClient services;
  private final Consumer<String> warned;
  private @Nullable SigstoreVerifier verifier;
  private @Nullable PublicInstance publicInstance;

  /**
   * @param env where tokens are looked for
   * @param warned hears what a user should know although nothing failed
   * @throws KitrailException BAD_INPUT when a certificate or a proxy cannot be used
   */
  public Keyless(
      KeylessOptions options,
      HttpOptions http,
      Retry retry,
      InstantSource clock,
      Map<String, String> env,
      Consumer<String> warned)
      throws KitrailException {
    this.options = options;
    this.env = Map.copyOf(env);
    this.clock = clock;
    this.warned = warned;
    this.services = new ServiceClient(http, retry);
  }

  /**
   * @param random unpredictable
   * @throws KitrailException BAD_CREDENTIAL when nobody is there to sign
   */
  public KeylessSigner signer(RandomGenerator random) throws KitrailException {
    IdentityTokens tokens = new IdentityTokens(env, clock);
    tokens.requireSome(options.identityToken());
    SigstoreSigningConfig config =
        options.signingConfig() == null
            ? publicInstance().signingConfig()
            : TrustFiles.signingConfig(options.signingConfig());
    SigningServices addresses = SigningServices.of(config);
    return new KeylessSigner(
        () -> tokens.find(options.identityToken(), services),
        new FulcioClient(addresses.fulcio(), services),
        new TimestampClient(addresses.timestamps(), services, random),
        new RekorClient(addresses.rekor(), services),
        sigstore());
  }

  public CertificateVerifier verifier() throws KitrailException {
    return sigstore();
  }

  /** Made once. */
  private SigstoreVerifier sigstore() throws KitrailException {
    if (verifier == null) {
      SigstoreTrustedRoot root =
          options.trustedRoot() == null
              ? publicInstance().trustedRoot()
              : TrustFiles.trustedRoot(options.trustedRoot());
      verifier = new SigstoreVerifier(root);
    }
    return verifier;
  }

  /** Asked once. */
  private PublicInstance publicInstance() {
    if (publicInstance == null) {
      publicInstance = new PublicInstance(options.cache(), services, clock, warned);
    }
    return publicInstance;
  }

  @Override
  public void close() {
    if (publicInstance != null) {
      publicInstance.close();
    }
    services.close();
  }
}
