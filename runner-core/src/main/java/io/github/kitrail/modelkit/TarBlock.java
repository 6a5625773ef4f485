package io.github.kitrail.modelkit;

import java.nio.charset.StandardCharsets;

/** One header block of a ustar archive, filled in field by field. */
final class TarBlock {
  /** Where a field stands in the block, in bytes. */
  record Field(int offset, int size) {}

  static final Field MODE = new Field(100, 8);
  static final Field OWNER = new Field(108, 8);
  static final Field GROUP = new Field(116, 8);
  static final Field SIZE = new Field(124, 12);
  static final Field TIME = new Field(136, 12);
  static final Field DEVICE_MAJOR = new Field(329, 8);
  static final Field DEVICE_MINOR = new Field(337, 8);

  private static final Field NAME = new Field(0, TarName.NAME_SIZE);
  private static final Field PREFIX = new Field(345, TarName.PREFIX_SIZE);
  private static final Field MAGIC_AND_VERSION = new Field(257, 8);
  private static final int CHECKSUM_OFFSET = 148;
  private static final int TYPE_OFFSET = 156;

  private final byte[] bytes = new byte[TarFormat.BLOCK];

  void name(TarName name) {
    text(NAME, name.name());
    text(PREFIX, name.prefix());
  }

  /** Writes a number with leading zeros, ended by a NUL. */
  void octal(Field field, long value) {
    String digits = Long.toOctalString(value);
    text(field, "0".repeat(field.size() - 1 - digits.length()) + digits + '\0');
  }

  /** Sets the type and the checksum; nothing may be changed after it. */
  byte[] finish(char type) {
    bytes[TYPE_OFFSET] = (byte) type;
    text(MAGIC_AND_VERSION, "ustar\00000");
    text(new Field(CHECKSUM_OFFSET, 8), " ".repeat(8));
    int sum = 0;
    for (byte b : bytes) {
      sum += b & 0xff;
    }
    octal(new Field(CHECKSUM_OFFSET, 7), sum);
    return bytes;
  }

  private void text(Field field, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, bytes, field.offset(), ascii.length);
  }
}
