package io.github.kitrail.content.folder;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of an archive that a process left which was killed while it unpacked: a {@link
 * LayerJournal} and the files that it names. Nothing of it is trusted: whoever reads it hashes it
 * with the rest.
 */
final class KeptLayer extends InputStream {
  /** A journal that says otherwise is damaged. */
  private static final int MAX_BYTES = 1024 * 1024;

  private final Path journal;
  private final boolean consumes;
  private final DataInputStream in;
  private int bytes;
  private @Nullable InputStream content;
  private @Nullable Path file;
  private long left;
  private boolean ended;

  /**
   * @param consumes whether each file is removed once it has been read, so that it does not take
   *     space twice
   */
  KeptLayer(Path journal, boolean consumes) throws IOException {
    this.journal = journal;
    this.consumes = consumes;
    this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(journal)));
  }

  /** How many bytes of the archive are there. */
  static long length(Path journal) {
    long length = 0;
    try (KeptLayer layer = new KeptLayer(journal, false)) {
      for (layer.next(); !layer.ended; layer.next()) {
        long promised = layer.bytes + layer.left;
        Path file = layer.file;
        long there = file == null ? layer.in.readNBytes(layer.bytes).length : Files.size(file);
        length += Math.min(promised, there);
        layer.bytes = 0;
        layer.left = 0;
        layer.file = null;
        if (there < promised) {
          break;
        }
      }
    } catch (IOException e) {
      // Up to there it can be used.
    }
    return length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (!ended) {
      int n = 0;
      if (bytes > 0) {
        n = in.read(buffer, offset, Math.min(length, bytes));
        bytes -= Math.max(0, n);
        ended = n < 0;
      } else if (file != null) {
        n = openContent(file).read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(0, n);
        if (n < 0 || left == 0) {
          closeContent();
          ended = left > 0;
        }
      } else {
        next();
      }
      if (n > 0) {
        return n;
      }
    }
    return -1;
  }

  /** The end of the journal may have been cut off anywhere, and files may be gone. */
  private void next() throws IOException {
    try {
      int kind = in.read();
      if (kind == LayerJournal.BYTES) {
        bytes = in.readInt();
        ended = bytes < 0 || bytes > MAX_BYTES;
      } else if (kind == LayerJournal.FILE) {
        String name = in.readUTF();
        left = in.readLong();
        ended = !name.matches("[0-9]{1,18}") || left <= 0;
        if (!ended) {
          file = journal.resolveSibling(name);
        }
      } else {
        ended = true;
      }
    } catch (EOFException | NoSuchFileException e) {
      ended = true;
    }
  }

  private InputStream openContent(Path path) throws IOException {
    InputStream open = content;
    if (open == null) {
      open = Files.newInputStream(path);
      content = open;
    }
    return open;
  }

  private void closeContent() throws IOException {
    InputStream open = content;
    Path read = file;
    content = null;
    file = null;
    if (open != null) {
      open.close();
    }
    if (consumes && read != null) {
      Files.deleteIfExists(read);
    }
  }

  @Override
  public void close() throws IOException {
    try (in) {
      InputStream open = content;
      if (open != null) {
        open.close();
      }
    }
  }
}
