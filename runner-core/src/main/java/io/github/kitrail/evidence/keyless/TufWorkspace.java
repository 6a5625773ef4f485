package io.github.kitrail.evidence.keyless;

import dev.sigstore.json.JsonParseException;
import dev.sigstore.tuf.FileNotFoundException;
import dev.sigstore.tuf.FileSystemTufStore;
import dev.sigstore.tuf.MetaFetcher;
import dev.sigstore.tuf.PassthroughCacheMetaStore;
import dev.sigstore.tuf.RootProvider;
import dev.sigstore.tuf.TargetMetadataMissingException;
import dev.sigstore.tuf.TrustedMetaStore;
import dev.sigstore.tuf.TufException;
import dev.sigstore.tuf.Updater;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.evidence.json.Printable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * sigstore-java's TUF client at work in a directory of its own: it writes file after file, and what
 * it leaves behind when something fails does not belong together.
 */
final class TufWorkspace implements AutoCloseable {
  private final URI mirror;
  private final Path directory;
  private final FileSystemTufStore store;
  private final Updater updater;

  /**
   * @param root what is trusted where there is nothing kept
   * @param kept what is known of the repository already
   */
  static TufWorkspace open(
      URI mirror, RootProvider root, TufFiles kept, ServiceClient services, Clock clock)
      throws KitrailException {
    try {
      Path directory = Files.createTempDirectory("kitrail-tuf");
      try {
        kept.writeTo(directory);
        return new TufWorkspace(mirror, directory, root, services, clock);
      } catch (IOException e) {
        delete(directory);
        throw e;
      }
    } catch (IOException e) {
      throw DiskFailure.of("write the public sigstore's trust to a temporary directory", e);
    }
  }

  private TufWorkspace(
      URI mirror, Path directory, RootProvider root, ServiceClient services, Clock clock)
      throws IOException {
    this.mirror = mirror;
    this.directory = directory;
    this.store = FileSystemTufStore.newFileSystemStore(directory);
    this.updater =
        Updater.builder()
            .setClock(clock)
            .setTrustedRootPath(root)
            .setTrustedMetaStore(
                TrustedMetaStore.newTrustedMetaStore(
                    PassthroughCacheMetaStore.newPassthroughMetaCache(store)))
            .setTargetStore(store)
            .setMetaFetcher(MetaFetcher.newFetcher(new MirrorFetcher(mirror, services)))
            .setTargetFetcher(new MirrorFetcher(ServiceClient.at(mirror, "targets/"), services))
            .build();
  }

  /** What the library does, which throws more than it says. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException, JsonParseException;
  }

  /**
   * Fetches and verifies the metadata.
   *
   * @throws KitrailException NOT_TRUSTED when it does not verify
   */
  void update() throws KitrailException, TufUnavailable {
    work(updater::updateMeta);
  }

  /**
   * @return empty when the repository has no such target
   * @throws KitrailException NOT_TRUSTED when it is not what the metadata says
   */
  Optional<byte[]> target(String name) throws KitrailException, TufUnavailable {
    try {
      work(() -> updater.downloadTarget(name));
      return Optional.of(store.readTarget(name));
    } catch (TargetMetadataMissingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw DiskFailure.of("read " + name + " of the public sigstore's trust", e);
    }
  }

  private void work(Work work) throws KitrailException, TufUnavailable {
    try {
      work.run();
    } catch (MirrorFetcher.Failed e) {
      throw unavailable(e.reason());
    } catch (IOException e) {
      throw DiskFailure.of("keep the public sigstore's trust in a temporary directory", e);
    } catch (FileNotFoundException e) {
      throw new TufUnavailable("it has no " + missing(e) + ".", e);
    } catch (TargetMetadataMissingException e) {
      throw e;
    } catch (TufException e) {
      throw notTrusted(Printable.of(String.valueOf(e.getMessage())), e);
    } catch (JsonParseException | RuntimeException e) {
      // A portal that wants a login answers everything with a page of its own.
      throw new TufUnavailable("what it answered is no TUF metadata.", e);
    }
  }

  private static TufUnavailable unavailable(KitrailException reason)
      throws KitrailException, TufUnavailable {
    if (reason.code() == ErrorCode.TRANSFER_FAILED || reason.code() == ErrorCode.ACCESS_DENIED) {
      return new TufUnavailable(reason.getMessage(), reason);
    }
    throw reason;
  }

  /** The library's message has the name between the first brackets. */
  private static String missing(FileNotFoundException e) {
    return Printable.of(
        String.valueOf(e.getMessage()).replaceFirst("(?s)^file \\(([^)]*)\\).*", "$1"));
  }

  KitrailException notTrusted(String reason, @Nullable Throwable cause) {
    return new KitrailException(
        ErrorCode.NOT_TRUSTED,
        "What "
            + mirror
            + " serves as the public sigstore's trust is not to be trusted: "
            + reason.replaceFirst("\\.$", "")
            + ". If the clock of this machine is right, it serves old or altered files. Nothing of it is"
            + " used; --trusted-root FILE names a trusted root from elsewhere.",
        cause);
  }

  /** What there is now. */
  TufFiles files() throws KitrailException {
    try {
      return TufFiles.in(directory);
    } catch (IOException e) {
      throw DiskFailure.of("read the public sigstore's trust from " + directory, e);
    }
  }

  @Override
  public void close() {
    delete(directory);
  }

  private static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // A few small files stay in the temporary directory.
    }
  }
}
