package io.github.kitrail.content.store;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.content.Lease;
import io.github.kitrail.content.layout.LayoutMarker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The local store: an OCI layout with an index and a list of tags for each repository, which kit
 * reads and writes as well. Several Kitrail processes may use it at once; kit takes no lock, so
 * beside it that holds only as long as both do not write an index in the same moment.
 */
public final class Store {
  private final StoreFiles files;
  private final Clock clock;

  Store(Path directory, Clock clock) {
    this.files = new StoreFiles(directory);
    this.clock = clock;
  }

  /**
   * A store that is there or will be: the directory is made with the first write.
   *
   * @param directory what kit calls {@code $KITOPS_HOME/storage}
   * @throws KitrailException BAD_INPUT when it is a layout of an unknown version
   */
  public static Store at(Path directory) throws KitrailException {
    LayoutMarker.check(directory);
    return new Store(directory, Clock.systemUTC());
  }

  /**
   * The directory of kit's own store: {@code $KITOPS_HOME/storage}, or below the user's data folder
   * as each system has it.
   *
   * @param environment the variables of the process
   * @param osName the system property {@code os.name}
   * @throws KitrailException BAD_INPUT when the environment names no place
   */
  public static Path defaultDirectory(Map<String, String> environment, String osName)
      throws KitrailException {
    String home = environment.getOrDefault("KITOPS_HOME", "");
    if (!home.isEmpty()) {
      return Path.of(home).toAbsolutePath().normalize().resolve("storage");
    }
    String os = osName.toLowerCase(Locale.ROOT);
    Path data;
    if (os.startsWith("windows")) {
      data = path(environment, "LOCALAPPDATA");
    } else if (os.startsWith("mac") || os.startsWith("darwin")) {
      data = path(environment, "HOME", "Library", "Caches");
    } else if (!environment.getOrDefault("XDG_DATA_HOME", "").isEmpty()) {
      data = path(environment, "XDG_DATA_HOME");
    } else {
      data = path(environment, "HOME", ".local", "share");
    }
    return data.resolve("kitops").resolve("storage");
  }

  private static Path path(Map<String, String> environment, String variable, String... below)
      throws KitrailException {
    String value = environment.getOrDefault(variable, "");
    if (value.isEmpty()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not find the local store: neither KITOPS_HOME nor "
              + variable
              + " is set. Set one of them, or name the store with --store.");
    }
    return Path.of(value, below);
  }

  public Path directory() {
    return files.directory();
  }

  /** Names of the repositories that have ModelKits, sorted, such as {@code localhost/faq-bot}. */
  public List<String> repositories() throws KitrailException {
    try {
      return files.repositories();
    } catch (IOException e) {
      throw DiskFailure.of("read the local store " + directory(), e);
    }
  }

  /**
   * A repository, which need not exist yet.
   *
   * @param name registry and repository; kit's name for "no registry" is {@code localhost}
   */
  public StoreRepository repository(String name) {
    return new StoreRepository(this, files, name);
  }

  /**
   * Deletes blobs that neither kit's indexes nor evidence of what they name lead to. Blobs younger
   * than an hour stay: kit, which takes no lock, may be about to use them.
   */
  public Garbage collectGarbage() throws IOException, KitrailException {
    prepare();
    return files.lock().run(() -> collector().collect(Set.of()));
  }

  Instant now() {
    return clock.instant();
  }

  GarbageCollector collector() {
    return new GarbageCollector(files, clock);
  }

  /**
   * Protects from garbage collection whatever is written or found from now on. Also removes what
   * killed processes left: their half-written files at once, their finished blobs after an hour, so
   * that the same copy, done again, still finds them.
   */
  Lease lease() throws IOException, KitrailException {
    prepare();
    return files
        .lock()
        .run(
            () -> {
              cleanUp();
              return files.ingest().claim()::close;
            });
  }

  private void cleanUp() throws IOException, KitrailException {
    Path unfinished = files.unfinished();
    if (files.ingest().removeAbandoned(files.blobs()::contains)) {
      files.write(unfinished, new byte[0]);
    } else if (Files.exists(unfinished)
        && collector().isOld(Files.getLastModifiedTime(unfinished))) {
      collector().collect(Set.of());
      Files.delete(unfinished);
    }
  }

  /** Makes the directory a store, so that it can be locked and written into. */
  void prepare() throws KitrailException {
    LayoutMarker.ensure(directory());
    try {
      Files.createDirectories(files.own());
    } catch (IOException e) {
      throw DiskFailure.of("write into the local store " + directory(), e);
    }
  }
}
