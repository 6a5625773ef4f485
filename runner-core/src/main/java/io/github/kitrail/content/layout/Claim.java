package io.github.kitrail.content.layout;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file of {@link Ingest} that is ours. Closing it removes it, unless it was moved away or is
 * worth keeping: the beginning of a large blob, with which the next try goes on.
 */
public final class Claim implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private @Nullable Path kept;

  Claim(Path file, FileChannel channel) {
    this(file, channel, null);
  }

  /**
   * @param kept what the file is called when it is closed early; null when it is removed
   */
  Claim(Path file, FileChannel channel, @Nullable Path kept) {
    this.file = file;
    this.channel = channel;
    this.kept = kept;
  }

  /** Nobody shall go on with its bytes. */
  void discard() {
    kept = null;
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
    // Deleted or renamed while still locked, so that nobody meets it as abandoned. An interrupt may
    // have closed the channel.
    try (channel) {
      Path name = kept;
      if (name != null && Files.exists(file) && Files.size(file) > 0) {
        Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // It is abandoned then, and the next writer removes it.
    }
  }
}
