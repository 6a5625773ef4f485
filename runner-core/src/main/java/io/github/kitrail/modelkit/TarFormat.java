package io.github.kitrail.modelkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bytes around the files of a layer's tar archive, as kit writes them with Go's {@code
 * archive/tar}: POSIX ustar; a PAX record where a path or a size does not fit; owner 1000, group 0,
 * no names, time 0.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">ustar and
 *     pax</a>
 */
public final class TarFormat {
  /** Archives are made of blocks of this many bytes. */
  public static final int BLOCK = 512;

  private static final int OWNER = 1000;
  private static final long MAX_OCTAL_SIZE = 077777777777L;

  private TarFormat() {}

  /**
   * The header of a file or folder: one block, or more when a PAX record comes first.
   *
   * @param path relative to the context, with {@code /}, no trailing slash
   * @param permissions the mode's lower twelve bits
   * @param size in bytes; 0 for a folder
   */
  public static byte[] header(String path, boolean directory, int permissions, long size) {
    if (path.isEmpty() || path.endsWith("/") || path.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not an entry's path: \"" + path + "\"");
    }
    if (size < 0 || (directory && size != 0)) {
      throw new IllegalArgumentException("not an entry's size: " + size);
    }
    TarName name = TarName.of(path);
    boolean huge = size > MAX_OCTAL_SIZE;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (huge || !name.isComplete()) {
      Map<String, String> records = new TreeMap<>();
      if (!name.isComplete() || !name.prefix().isEmpty()) {
        records.put("path", path);
      }
      if (huge) {
        records.put("size", Long.toString(size));
      }
      writeRecords(out, path, records);
      name = TarName.shortened(path);
    }
    TarBlock block = new TarBlock();
    block.name(name);
    block.octal(TarBlock.MODE, permissions & 07777);
    block.octal(TarBlock.OWNER, OWNER);
    block.octal(TarBlock.GROUP, 0);
    block.octal(TarBlock.SIZE, huge ? 0 : size);
    block.octal(TarBlock.TIME, 0);
    block.octal(TarBlock.DEVICE_MAJOR, 0);
    block.octal(TarBlock.DEVICE_MINOR, 0);
    out.writeBytes(block.finish(directory ? '5' : '0'));
    return out.toByteArray();
  }

  /** The bytes of {@link #header}. */
  public static int headerSize(String path, boolean directory, long size) {
    boolean plain = size <= MAX_OCTAL_SIZE && TarName.of(path).isComplete();
    return plain ? BLOCK : header(path, directory, 0, size).length;
  }

  /** How many zero bytes follow a file of this size. */
  public static int padding(long size) {
    return (int) (-size & (BLOCK - 1));
  }

  /** What ends the archive. */
  public static byte[] end() {
    return new byte[2 * BLOCK];
  }

  private static void writeRecords(
      ByteArrayOutputStream out, String path, Map<String, String> records) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    records.forEach((key, value) -> body.writeBytes(record(key, value)));
    TarBlock block = new TarBlock();
    block.name(TarName.ofRecord(path));
    block.octal(TarBlock.MODE, 0);
    block.octal(TarBlock.OWNER, 0);
    block.octal(TarBlock.GROUP, 0);
    block.octal(TarBlock.SIZE, body.size());
    block.octal(TarBlock.TIME, 0);
    out.writeBytes(block.finish('x'));
    out.writeBytes(body.toByteArray());
    out.writeBytes(new byte[padding(body.size())]);
  }

  /** {@code LENGTH KEY=VALUE\n}, where the length counts itself. */
  private static byte[] record(String key, String value) {
    byte[] rest = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8);
    int length = rest.length;
    while (length != rest.length + Integer.toString(length).length()) {
      length = rest.length + Integer.toString(length).length();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(length);
    out.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(rest);
    return out.toByteArray();
  }
}
