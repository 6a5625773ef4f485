package io.github.kitrail.content.layout;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file of {@link Ingest} that is ours; closing it removes it, unless it was moved away. */
public final class Claim implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  Claim(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  public Path file() {
    return file;
  }

  public FileChannel channel() {
    return channel;
  }

  /** Puts the file in its final place in one step, over what may be there. */
  void moveTo(Path target) throws KitrailException {
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw DiskFailure.of("put " + target + " in place", e);
    }
  }

  @Override
  public void close() {
    // Deleted while still locked, so that nobody meets it as abandoned.
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is abandoned then, and the next writer removes it.
    }
  }
}
