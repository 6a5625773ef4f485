package io.github.kitrail.content.folder;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Passes an archive on and writes down all that is outside of the files' contents, with the names
 * of the files that these went to: together they are the archive's beginning, should the process
 * die. {@link KeptLayer} reads it.
 */
final class LayerJournal extends FilterInputStream {
  static final String SUFFIX = ".journal";
  static final int BYTES = 0;
  static final int FILE = 1;

  /** Before larger contents, what comes before them is worth a write of its own. */
  private static final long WORTH_FLUSHING = 1024 * 1024;

  private static final int BUFFER = 16 * 1024;

  private final Path file;
  private final DataOutputStream out;
  private long content;
  private boolean ended;

  /**
   * @param file written anew
   */
  LayerJournal(InputStream archive, Path file) throws IOException {
    super(archive);
    this.file = file;
    this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
  }

  /** The next bytes, so many, go into this file. */
  void content(Path staged, long size) throws IOException {
    if (!ended && size > 0) {
      out.writeByte(FILE);
      out.writeUTF(String.valueOf(staged.getFileName()));
      out.writeLong(size);
      content = size;
      if (size >= WORTH_FLUSHING) {
        out.flush();
      }
    }
  }

  /** The next content is kept nowhere, so what comes after it is of no use. */
  void end() throws IOException {
    ended = true;
    out.flush();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int most = content > 0 ? (int) Math.min(length, content) : length;
    int n = in.read(buffer, offset, most);
    if (n > 0 && content > 0) {
      content -= n;
    } else if (n > 0 && !ended) {
      out.writeByte(BYTES);
      out.writeInt(n);
      out.write(buffer, offset, n);
    }
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    return readNBytes((int) Math.min(n, BUFFER)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Ends the journal; the archive stays open. */
  @Override
  public void close() throws IOException {
    out.close();
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
