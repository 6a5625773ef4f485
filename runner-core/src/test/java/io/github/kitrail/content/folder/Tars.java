package io.github.kitrail.content.folder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Archives with whatever entries, honest or not. */
final class Tars {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8");

  Tars() {
    out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
  }

  Tars file(String name, String content) throws IOException {
    return file(name, 0644, content);
  }

  Tars file(String name, int mode, String content) throws IOException {
    byte[] utf8 = content.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
    entry.setModTime(0L);
    entry.setMode(mode);
    entry.setSize(utf8.length);
    out.putArchiveEntry(entry);
    out.write(utf8);
    out.closeArchiveEntry();
    return this;
  }

  Tars directory(String name, int mode) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_DIR, true);
    entry.setModTime(0L);
    entry.setMode(mode);
    out.putArchiveEntry(entry);
    out.closeArchiveEntry();
    return this;
  }

  /** An entry without content, of any type. */
  Tars special(String name, byte type, Consumer<TarArchiveEntry> more) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    entry.setModTime(0L);
    more.accept(entry);
    out.putArchiveEntry(entry);
    out.closeArchiveEntry();
    return this;
  }

  byte[] bytes() throws IOException {
    out.close();
    return bytes.toByteArray();
  }
}
