package io.github.kitrail.inference.protobuf;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one message, such as a file. What is skipped is not read where the stream can seek,
 * and the texts that are kept have a limit together.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the wire format</a>
 */
public final class ProtoInput implements Closeable {
  private static final int BUFFER = 64 * 1024;
  private static final int MAX_TEXTS = 64 << 20;

  /** A varint of 64 bits has at most ten bytes, the last of which holds one bit. */
  private static final int MAX_VARINT_SHIFT = 63;

  private final String name;
  private final String format;
  private final InputStream in;
  private final long size;
  private long position;
  private int texts;

  /**
   * @param name of the file, for messages
   * @param format what it should be, for messages, such as {@code ONNX}
   * @param in is closed with this
   * @param size bytes of the message
   */
  public ProtoInput(String name, String format, InputStream in, long size) {
    this.name = name;
    this.format = format;
    this.in = new BufferedInputStream(in, BUFFER);
    this.size = size;
  }

  /** The message itself; to be asked for once. */
  public ProtoMessage message() {
    return new ProtoMessage(this, size, 0);
  }

  long position() {
    return position;
  }

  /**
   * @param end that it must not go beyond
   */
  long varint(long end) throws IOException, KitrailException {
    long value = 0;
    for (int shift = 0; shift <= MAX_VARINT_SHIFT; shift += 7) {
      int next = read(end);
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        if (shift == MAX_VARINT_SHIFT && next > 1) {
          break;
        }
        return value;
      }
    }
    throw damaged("a number at byte " + position + " does not end");
  }

  private int read(long end) throws IOException, KitrailException {
    int next = position < end ? in.read() : -1;
    if (next < 0) {
      throw damaged("a field at byte " + position + " does not end where it should");
    }
    position++;
    return next;
  }

  String text(int length) throws IOException, KitrailException {
    texts += length;
    if (texts > MAX_TEXTS) {
      throw damaged("its names take more than " + (MAX_TEXTS >> 20) + " MiB");
    }
    byte[] bytes = in.readNBytes(length);
    position += bytes.length;
    if (bytes.length < length) {
      throw cutOff();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  void skipTo(long target) throws IOException, KitrailException {
    try {
      in.skipNBytes(target - position);
    } catch (EOFException e) {
      throw cutOff();
    }
    position = target;
  }

  private KitrailException cutOff() {
    return damaged("it ends before its " + size + " bytes");
  }

  /** A failure of what is read here. */
  public KitrailException damaged(String reason) {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        name
            + " is no whole "
            + format
            + " file: "
            + reason
            + ". Copy, download or convert it again.");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
