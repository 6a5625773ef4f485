package io.github.kitrail.content.layout;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.content.NewFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Replaces a small file in one step: after a crash or a power failure there is the old content or
 * the new one, never a part. Call it under the {@link LayoutLock}.
 */
public final class DurableFile {
  private final Ingest ingest;

  public DurableFile(Ingest ingest) {
    this.ingest = ingest;
  }

  public void write(Path file, byte[] content) throws KitrailException {
    Path directory = file.resolveSibling("");
    try {
      Files.createDirectories(directory);
      try (Claim claim = ingest.claim()) {
        NewFile.fill(claim.channel(), claim.file(), new ByteArrayInputStream(content));
        claim.channel().force(true);
        claim.moveTo(file);
      }
      forceDirectory(directory);
    } catch (IOException e) {
      throw DiskFailure.of("write " + file, e);
    }
  }

  public void delete(Path file) throws KitrailException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw DiskFailure.of("remove " + file, e);
    }
  }

  /** Makes a rename durable on Linux and macOS; Windows cannot, and need not. */
  private static void forceDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // A directory cannot be opened on Windows.
    }
  }
}
