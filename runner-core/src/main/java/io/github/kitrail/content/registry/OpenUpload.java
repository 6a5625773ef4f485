package io.github.kitrail.content.registry;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Remembers where one upload goes on; locked as long as its process lives. */
final class OpenUpload implements AutoCloseable {
  private static final int MAX_BYTES = 16 * 1024;

  private final Path file;
  private final FileChannel channel;

  private OpenUpload(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Null when another one is at it. */
  static @Nullable OpenUpload lock(Path file) throws IOException {
    FileChannel channel = PrivateFiles.open(file);
    try {
      if (channel.tryLock() != null) {
        return new OpenUpload(file, channel);
      }
    } catch (OverlappingFileLockException e) {
      // Another thread of ours is.
    }
    channel.close();
    return null;
  }

  /** The location that was remembered last; null when there is none. */
  @Nullable URI location() {
    try {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), MAX_BYTES));
      channel.position(0).read(bytes);
      String text = new String(bytes.array(), StandardCharsets.UTF_8);
      return text.isEmpty() ? null : URI.create(text);
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  /** Remembers this one; when that fails, the next process begins anew. */
  void remember(URI location) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(location.toString().getBytes(StandardCharsets.UTF_8));
      channel.truncate(0).position(0).write(bytes);
    } catch (IOException e) {
      forget();
    }
  }

  /** It has ended: there is nothing to go on with. */
  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The registry will say that it does not know it.
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing was to be written.
    }
  }
}
