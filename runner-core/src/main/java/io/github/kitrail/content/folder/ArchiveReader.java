package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.TarFormat;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tar archive of a layer, of any writer: files and folders only. Nothing that it says is
 * checked here but that it is an archive.
 */
final class ArchiveReader {
  /** Hears of each entry, in the archive's order. */
  interface Visitor {
    void directory(String name, int permissions) throws IOException, KitrailException;

    /**
     * @param size what the header says
     * @param content what the visitor leaves of it is skipped, by the archive's {@code skip}
     */
    void file(String name, int permissions, long size, InputStream content)
        throws IOException, KitrailException;
  }

  /** Enough for any path; a header may otherwise ask for as much memory as it likes. */
  private static final int MAX_HEADER_BYTES = 1024 * 1024;

  private ArchiveReader() {}

  /**
   * Reads all entries; what follows the end of the archive is left in the stream.
   *
   * @throws IOException from the stream, or because this is no whole archive
   * @throws KitrailException HOSTILE_CONTENT for links, devices and the like; the visitor's
   */
  static void read(InputStream archive, Visitor visitor) throws IOException, KitrailException {
    HeaderLimit limited = new HeaderLimit(archive);
    Tar tar = new Tar(limited);
    for (TarArchiveEntry entry = next(tar, limited); entry != null; entry = next(tar, limited)) {
      int permissions = entry.getMode() & 0777;
      if (isDirectory(entry)) {
        visitor.directory(entry.getName(), permissions);
      } else {
        visitor.file(entry.getName(), permissions, entry.getSize(), tar);
        limited.skips = true;
        tar.skip(Long.MAX_VALUE);
        limited.skips = false;
      }
    }
    if (!tar.ended) {
      throw new IOException("the archive is cut off");
    }
  }

  private static @Nullable TarArchiveEntry next(Tar tar, HeaderLimit limited)
      throws IOException, KitrailException {
    TarArchiveEntry entry;
    try {
      limited.left = MAX_HEADER_BYTES;
      entry = tar.getNextEntry();
      limited.left = Long.MAX_VALUE;
    } catch (RuntimeException e) {
      // The parser takes some numbers and lengths at their word.
      throw new IOException("a header makes no sense (" + e.getMessage() + ")", e);
    }
    if (entry != null) {
      requireFileOrDirectory(entry);
    }
    return entry;
  }

  private static boolean isDirectory(TarArchiveEntry entry) {
    return entry.getLinkFlag() == TarConstants.LF_DIR || entry.getName().endsWith("/");
  }

  private static void requireFileOrDirectory(TarArchiveEntry entry) throws KitrailException {
    String kind =
        switch (entry.getLinkFlag()) {
          case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_DIR ->
              entry.isSparse() ? "a sparse file" : "";
          case TarConstants.LF_SYMLINK -> "a symbolic link";
          case TarConstants.LF_LINK -> "a hard link";
          case TarConstants.LF_CHR, TarConstants.LF_BLK -> "a device";
          case TarConstants.LF_FIFO -> "a named pipe";
          case TarConstants.LF_GNUTYPE_SPARSE -> "a sparse file";
          default -> "of a kind that nobody knows";
        };
    if (!kind.isEmpty()) {
      throw new KitrailException(
          ErrorCode.HOSTILE_CONTENT,
          "The archive's entry \""
              + entry.getName().replaceAll("\\p{Cntrl}", "?")
              + "\" is refused: it is "
              + kind
              + ", and a ModelKit has files and folders only.");
    }
  }

  /** Knows whether the archive's end was seen, which the parent takes for granted. */
  private static final class Tar extends TarArchiveInputStream {
    private boolean ended;

    Tar(InputStream in) {
      super(in, TarFormat.BLOCK, TarFormat.BLOCK, StandardCharsets.UTF_8.name());
    }

    @Override
    protected boolean isEOFRecord(byte[] block) {
      boolean end = super.isEOFRecord(block);
      ended |= end && block != null;
      return end;
    }
  }

  /** Ends a header that goes on and on. */
  private static final class HeaderLimit extends FilterInputStream {
    private long left = Long.MAX_VALUE;

    /** The parser reads what it skips; a stream that can do without shall hear of it. */
    private boolean skips;

    HeaderLimit(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int n = read(one, 0, 1);
      return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (skips) {
        long n = length == 0 ? 0 : in.skip(length);
        return n == 0 && length > 0 ? in.read(buffer, offset, 1) : (int) n;
      }
      if (left <= 0) {
        throw new IOException("a header is larger than any path needs");
      }
      int n = super.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(n, 0);
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      return readNBytes((int) Math.min(n, TarFormat.BLOCK)).length;
    }
  }
}
