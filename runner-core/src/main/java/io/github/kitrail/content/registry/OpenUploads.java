package io.github.kitrail.content.registry;

import io.github.kitrail.content.DirectoryListing;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The uploads that were begun and not ended, one small file each, so that after a crash the next
 * process goes on with them. A file that is damaged, or gone, only means to begin anew.
 */
final class OpenUploads {
  /** Registries forget uploads, some after a day. */
  private static final Duration LIFE = Duration.ofHours(24);

  private final @Nullable Path directory;
  private final InstantSource clock;

  /**
   * @param directory null when nothing is to be remembered
   */
  OpenUploads(@Nullable Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * The place of one upload, ours until it is closed.
   *
   * @param repository with its registry
   * @param identity equal strings mean equal bytes
   * @return null when nothing is remembered, or another process is at this upload
   */
  @Nullable OpenUpload of(String repository, @Nullable String identity) {
    if (directory == null || identity == null) {
      return null;
    }
    try {
      PrivateFiles.createDirectories(directory);
      removeOld(directory);
      return OpenUpload.lock(file(directory, repository, identity));
    } catch (IOException e) {
      return null;
    }
  }

  /** The blob has arrived: what is remembered of its upload is of no use. */
  void forget(String repository, @Nullable String identity) {
    if (directory == null
        || identity == null
        || !Files.exists(file(directory, repository, identity))) {
      return;
    }
    try (OpenUpload open = of(repository, identity)) {
      if (open != null) {
        open.forget();
      }
    }
  }

  private static Path file(Path directory, String repository, String identity) {
    byte[] key = (repository + "\n" + identity).getBytes(StandardCharsets.UTF_8);
    return directory.resolve(Digest.of(key).hex());
  }

  private void removeOld(Path known) throws IOException {
    for (Path file : DirectoryListing.of(known, "*")) {
      try {
        FileTime time = Files.getLastModifiedTime(file);
        if (time.toInstant().plus(LIFE).isBefore(clock.instant())) {
          Files.deleteIfExists(file);
        }
      } catch (NoSuchFileException e) {
        // Somebody else has removed it.
      }
    }
  }
}
