package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.content.VerificationException;
import io.github.kitrail.modelkit.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file's content on its way into an archive, whose header has promised its size. Fails when the
 * file is not, before or after, what it was when the layer was planned.
 */
final class PackedFileStream extends FilterInputStream {
  private final PackedEntry entry;
  private final @Nullable MessageDigest digest;
  private final TarStream.FileDigests digests;
  private long left;
  private boolean checked;

  /**
   * @param digests gets the file's digest at its end, when there is one
   */
  PackedFileStream(PackedEntry entry, @Nullable MessageDigest digest, TarStream.FileDigests digests)
      throws IOException {
    super(open(entry));
    this.entry = entry;
    this.digest = digest;
    this.digests = digests;
    this.left = entry.contentSize();
  }

  private static InputStream open(PackedEntry entry) throws IOException {
    requireUnchanged(entry);
    try {
      return Channels.newInputStream(
          Files.newByteChannel(
              entry.file(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    } catch (IOException e) {
      throw unreadable(entry, e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) {
      finish();
      return -1;
    }
    int n = in.read(buffer, offset, (int) Math.min(length, left));
    if (n < 0) {
      throw changed(entry);
    }
    if (digest != null) {
      digest.update(buffer, offset, n);
    }
    left -= n;
    return n;
  }

  private void finish() throws IOException {
    if (!checked) {
      checked = true;
      if (in.read() >= 0) {
        throw changed(entry);
      }
      requireUnchanged(entry);
      if (digest != null) {
        digests.add(entry.path(), Digest.of(digest));
      }
    }
  }

  private static void requireUnchanged(PackedEntry entry) throws IOException {
    FileStat now;
    try {
      now = FileStat.of(entry.file());
    } catch (IOException e) {
      throw unreadable(entry, e);
    }
    if (!now.packsLike(entry.stat())) {
      throw changed(entry);
    }
  }

  private static VerificationException changed(PackedEntry entry) {
    return new VerificationException(
        ErrorCode.BAD_INPUT,
        "The file "
            + entry.path()
            + " changed while it was packed. Nothing was published; pack again when nobody writes"
            + " to it.");
  }

  private static VerificationException unreadable(PackedEntry entry, IOException e) {
    return new VerificationException(
        ErrorCode.BAD_INPUT, "Could not pack " + entry.path() + ": " + DiskFailure.reason(e) + ".");
  }
}
