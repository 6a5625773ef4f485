package io.github.kitrail.content.folder;

import io.github.kitrail.modelkit.Compression;
import io.github.kitrail.modelkit.Digest;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names a layer by what the file system says of its files, without reading them: as git's index
 * does, and as safe against changes that the times do not show.
 *
 * @param key SHA-256 in hexadecimal digits; equal ones mean equal bytes, unless racy
 * @param newest when the youngest of its files was last changed
 */
record LayerIdentity(String key, Instant newest) {
  /** Another one for other bytes from the same files: tar headers, order, compression. */
  private static final String FORMAT = "kitrail layer 1";

  /**
   * How coarse a file system's clock may be (FAT: two seconds). A file that was written again
   * within that time looks the same.
   *
   * @see <a href="https://git-scm.com/docs/racy-git">racy git</a>
   */
  private static final Duration GRANULARITY = Duration.ofSeconds(2);

  static LayerIdentity of(
      Path context, String mediaType, Compression compression, List<PackedEntry> entries) {
    MessageDigest digest = Digest.sha256();
    FileTime newest = FileTime.from(Instant.EPOCH);
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                new DigestOutputStream(OutputStream.nullOutputStream(), digest)))) {
      out.writeUTF(FORMAT);
      out.writeUTF(mediaType);
      out.writeUTF(compression.optionName());
      if (compression != Compression.NONE) {
        // Deflate's bytes are those of the zlib that this Java has.
        out.writeUTF(System.getProperty("java.runtime.version", ""));
      }
      out.writeUTF(context.toString());
      for (PackedEntry entry : entries) {
        FileStat stat = entry.stat();
        out.writeUTF(entry.path());
        out.writeInt(stat.permissions());
        out.writeBoolean(entry.isDirectory());
        if (!entry.isDirectory()) {
          // Of a folder only what is in it matters, and that is listed.
          out.writeLong(stat.size());
          writeTime(out, stat.modified());
          writeTime(out, stat.changed());
          out.writeUTF(String.valueOf(stat.identity()));
          newest = later(later(newest, stat.modified()), stat.changed());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LayerIdentity(Digest.of(digest).hex(), newest.toInstant());
  }

  private static void writeTime(DataOutputStream out, @Nullable FileTime time) throws IOException {
    Instant instant = time == null ? Instant.EPOCH : time.toInstant();
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static FileTime later(FileTime a, @Nullable FileTime b) {
    return b == null || a.compareTo(b) >= 0 ? a : b;
  }

  /** Whether a file may change, or have changed, at that moment without its times showing it. */
  boolean isRacyAt(Instant moment) {
    return !newest.isBefore(moment.minus(GRANULARITY));
  }
}
