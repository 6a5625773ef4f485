package io.github.kitrail.evidence.keyless;

import dev.sigstore.json.JsonParseException;
import dev.sigstore.trustroot.SigstoreSigningConfig;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.sigstore.tuf.Fetcher;
import dev.sigstore.tuf.FileSystemTufStore;
import dev.sigstore.tuf.MetaFetcher;
import dev.sigstore.tuf.PassthroughCacheMetaStore;
import dev.sigstore.tuf.RootProvider;
import dev.sigstore.tuf.SigstoreTufClient;
import dev.sigstore.tuf.TrustedMetaStore;
import dev.sigstore.tuf.Updater;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.Printable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The public sigstore's trusted root and signing config, kept up to date by The Update Framework
 * from the root that comes with sigstore-java.
 *
 * @see <a href="https://theupdateframework.github.io/specification/latest/">TUF</a>
 */
final class PublicInstance {
  static final URI MIRROR = URI.create("https://tuf-repo-cdn.sigstore.dev/");

  private static final String TRUSTED_ROOT = "trusted_root.json";
  private static final String SIGNING_CONFIG = "signing_config.v0.2.json";

  private final URI mirror;
  private final RootProvider root;
  private final Path cache;
  private final ServiceClient services;

  /**
   * @param cache the directory where it is kept between commands
   */
  PublicInstance(Path cache, ServiceClient services) {
    this(
        MIRROR,
        RootProvider.fromResource(SigstoreTufClient.PUBLIC_GOOD_ROOT_RESOURCE),
        cache,
        services);
  }

  PublicInstance(URI mirror, RootProvider root, Path cache, ServiceClient services) {
    this.mirror = mirror;
    this.root = root;
    this.cache = cache;
    this.services = services;
  }

  SigstoreTrustedRoot trustedRoot() throws KitrailException {
    return TrustFiles.trustedRoot(target(TRUSTED_ROOT), TRUSTED_ROOT + " of " + mirror);
  }

  SigstoreSigningConfig signingConfig() throws KitrailException {
    return TrustFiles.signingConfig(target(SIGNING_CONFIG), SIGNING_CONFIG + " of " + mirror);
  }

  private byte[] target(String name) throws KitrailException {
    try {
      Files.createDirectories(cache);
      FileSystemTufStore store = FileSystemTufStore.newFileSystemStore(cache);
      Updater updater =
          Updater.builder()
              .setTrustedRootPath(root)
              .setTrustedMetaStore(
                  TrustedMetaStore.newTrustedMetaStore(
                      PassthroughCacheMetaStore.newPassthroughMetaCache(store)))
              .setTargetStore(store)
              .setMetaFetcher(MetaFetcher.newFetcher(fetcher(mirror)))
              .setTargetFetcher(fetcher(ServiceClient.at(mirror, "targets/")))
              .build();
      updater.updateMeta();
      updater.downloadTarget(name);
      return store.readTarget(name);
    } catch (Refused e) {
      throw e.reason;
    } catch (IOException | JsonParseException | RuntimeException e) {
      throw new KitrailException(
          ErrorCode.TRANSFER_FAILED,
          "Could not get sigstore's "
              + name
              + " from "
              + mirror
              + ": "
              + Printable.of(String.valueOf(e.getMessage()))
              + ". Where that host cannot be reached, give --trusted-root (and --signing-config).",
          e);
    }
  }

  private Fetcher fetcher(URI base) {
    return new Fetcher() {
      @Override
      public String getSource() {
        return base.toString();
      }

      @Override
      @SuppressWarnings("NullAway") // null is the library's word for what is not there
      public byte[] fetchResource(String filename, int maxLength) throws IOException {
        try {
          return services
              .find("get sigstore's " + filename, ServiceClient.at(base, filename), maxLength)
              .orElse(null);
        } catch (KitrailException e) {
          throw new Refused(e);
        }
      }
    };
  }

  /** Carries ours through the library. */
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient KitrailException reason;

    Refused(KitrailException reason) {
      super(reason.getMessage(), reason);
      this.reason = reason;
    }
  }
}
