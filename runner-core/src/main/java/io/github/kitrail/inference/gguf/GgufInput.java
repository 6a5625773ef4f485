package io.github.kitrail.inference.gguf;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Digest;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The little-endian numbers and strings of a GGUF file; never reads or skips past its end. */
final class GgufInput implements Closeable {
  private static final int BUFFER = 64 * 1024;

  private final String name;
  private final InputStream in;
  private final long size;
  private long position;

  GgufInput(Path file) throws IOException {
    this(file.getFileName().toString(), Files.newInputStream(file), Files.size(file));
  }

  /**
   * @param name for messages
   * @param size bytes of the whole file; the stream need not be read to its end
   */
  GgufInput(String name, InputStream in, long size) {
    this.name = name;
    this.size = size;
    this.in = new BufferedInputStream(in, BUFFER);
  }

  String name() {
    return name;
  }

  long position() {
    return position;
  }

  long size() {
    return size;
  }

  byte[] bytes(int count) throws IOException, KitrailException {
    need(count);
    byte[] bytes = in.readNBytes(count);
    position += bytes.length;
    if (bytes.length < count) {
      throw truncated();
    }
    return bytes;
  }

  int u32() throws IOException, KitrailException {
    return little(4).getInt();
  }

  /** An unsigned number; those beyond a Java long come out negative. */
  long u64() throws IOException, KitrailException {
    return little(8).getLong();
  }

  ByteBuffer little(int count) throws IOException, KitrailException {
    return ByteBuffer.wrap(bytes(count)).order(ByteOrder.LITTLE_ENDIAN);
  }

  String string(int limit) throws IOException, KitrailException {
    long length = u64();
    if (length < 0 || length > limit) {
      throw damaged(
          "a name or value claims to be " + Long.toUnsignedString(length) + " bytes long");
    }
    return new String(bytes((int) length), StandardCharsets.UTF_8);
  }

  /** The SHA-256 of a string's bytes, however long it is. */
  Digest digestOfString() throws IOException, KitrailException {
    long length = u64();
    need(length);
    MessageDigest digest = Digest.sha256();
    for (long left = length; left > 0; ) {
      byte[] part = bytes((int) Math.min(left, BUFFER));
      digest.update(part);
      left -= part.length;
    }
    return Digest.of(digest);
  }

  void skipString() throws IOException, KitrailException {
    skip(u64());
  }

  void skip(long count) throws IOException, KitrailException {
    need(count);
    in.skipNBytes(count);
    position += count;
  }

  private void need(long count) throws KitrailException {
    if (count < 0 || count > size - position) {
      throw truncated();
    }
  }

  private KitrailException truncated() {
    return damaged("its header does not end before the file does, at byte " + size);
  }

  KitrailException damaged(String reason) {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        name + " is a damaged GGUF file: " + reason + ". Copy, download or convert it again.");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
