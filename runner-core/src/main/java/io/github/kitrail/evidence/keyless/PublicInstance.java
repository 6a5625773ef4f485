package io.github.kitrail.evidence.keyless;

import dev.sigstore.trustroot.SigstoreSigningConfig;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.sigstore.tuf.RootProvider;
import dev.sigstore.tuf.SigstoreTufClient;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The public sigstore's trusted root and signing config, kept up to date by The Update Framework
 * from the root that comes with sigstore-java. Where its repository cannot be reached, what was
 * fetched before is good until it expires, which is within days.
 *
 * @see <a href="https://theupdateframework.github.io/specification/latest/">TUF</a>
 * @see <a href="https://github.com/sigstore/root-signing">the repository's source</a>
 */
final class PublicInstance implements AutoCloseable {
  static final URI MIRROR = URI.create("https://tuf-repo-cdn.sigstore.dev/");

  private static final String TRUSTED_ROOT = "trusted_root.json";
  private static final String SIGNING_CONFIG = "signing_config.v0.2.json";

  /** For clients of a log of version 2, as long as the one above names none. */
  private static final String SIGNING_CONFIG_REKOR_2 = "signing_config_rekor_v2.v0.2.json";

  private final URI mirror;
  private final RootProvider root;
  private final TufCache cache;
  private final ServiceClient services;
  private final Clock clock;
  private final Consumer<String> warned;
  private @Nullable TufWorkspace workspace;

  /**
   * @param cache the directory where it is kept between commands
   * @param warned hears that something older is used
   */
  PublicInstance(Path cache, ServiceClient services, InstantSource clock, Consumer<String> warned) {
    this(
        MIRROR,
        RootProvider.fromResource(SigstoreTufClient.PUBLIC_GOOD_ROOT_RESOURCE),
        cache,
        services,
        clock,
        warned);
  }

  PublicInstance(
      URI mirror,
      RootProvider root,
      Path cache,
      ServiceClient services,
      InstantSource clock,
      Consumer<String> warned) {
    this.mirror = mirror;
    this.root = root;
    this.cache = new TufCache(cache);
    this.services = services;
    this.clock = clock.withZone(ZoneOffset.UTC);
    this.warned = warned;
  }

  SigstoreTrustedRoot trustedRoot() throws KitrailException {
    return TrustFiles.trustedRoot(require(TRUSTED_ROOT), TRUSTED_ROOT + " of " + mirror);
  }

  /** The one that names a log of version 2, if one does. */
  SigstoreSigningConfig signingConfig() throws KitrailException {
    SigstoreSigningConfig config =
        TrustFiles.signingConfig(require(SIGNING_CONFIG), SIGNING_CONFIG + " of " + mirror);
    if (SigningServices.hasLog(config)) {
      return config;
    }
    Optional<byte[]> newer = target(SIGNING_CONFIG_REKOR_2);
    return newer.isEmpty()
        ? config
        : TrustFiles.signingConfig(newer.get(), SIGNING_CONFIG_REKOR_2 + " of " + mirror);
  }

  private byte[] require(String name) throws KitrailException {
    return target(name)
        .orElseThrow(() -> unavailable(new TufUnavailable("it has no " + name + ".", null), null));
  }

  private Optional<byte[]> target(String name) throws KitrailException {
    if (workspace == null) {
      workspace = opened();
    }
    try {
      Optional<byte[]> target = workspace.target(name);
      cache.write(workspace.files());
      return target;
    } catch (TufUnavailable e) {
      throw unavailable(e, null);
    }
  }

  private TufWorkspace opened() throws KitrailException {
    TufFiles kept = cache.read();
    Instant now = clock.instant();
    Instant expires = kept.expires().orElse(null);
    boolean usable = expires != null && expires.isAfter(now);
    TufWorkspace fresh = workspace(kept, usable ? services.impatient() : services);
    try {
      fresh.update();
      requireUpToDate(fresh, now);
      return fresh;
    } catch (TufUnavailable e) {
      fresh.close();
      if (!usable) {
        throw unavailable(e, expires);
      }
      warned.accept(
          "Could not ask "
              + mirror
              + " for the public sigstore's trust: "
              + e.getMessage()
              + " What was fetched earlier is used; it is good until "
              + expires
              + ".");
      return workspace(kept, services.impatient());
    } catch (KitrailException e) {
      fresh.close();
      throw e;
    }
  }

  private TufWorkspace workspace(TufFiles kept, ServiceClient client) throws KitrailException {
    return TufWorkspace.open(mirror, root, kept, client, clock);
  }

  /** The library looks at a role's date only when the role is new to it. */
  private static void requireUpToDate(TufWorkspace workspace, Instant now) throws KitrailException {
    Optional<Instant> expires = workspace.files().expires();
    if (expires.isEmpty()) {
      throw workspace.notTrusted("its metadata does not say how long it is good", null);
    }
    if (!expires.get().isAfter(now)) {
      throw workspace.notTrusted("its metadata is out of date since " + expires.get(), null);
    }
  }

  private KitrailException unavailable(TufUnavailable reason, @Nullable Instant expired) {
    return new KitrailException(
        ErrorCode.TRANSFER_FAILED,
        "Could not get the public sigstore's trust from "
            + mirror
            + ": "
            + reason.getMessage()
            + (expired == null
                ? ""
                : " What was fetched earlier is out of date since " + expired + ".")
            + " Where that host cannot be reached, give --trusted-root FILE and, to sign,"
            + " --signing-config FILE.",
        reason);
  }

  @Override
  public void close() {
    if (workspace != null) {
      workspace.close();
      workspace = null;
    }
  }
}
