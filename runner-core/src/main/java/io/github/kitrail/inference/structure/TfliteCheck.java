package io.github.kitrail.inference.structure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * LiteRT, called TensorFlow Lite before: only whether its root lies in the file.
 *
 * @see <a href="https://flatbuffers.dev/internals/">FlatBuffers</a>
 */
final class TfliteCheck implements FormatCheck {
  @Override
  public void check(CheckedFile file, Findings findings) {
    byte[] head = file.head();
    long root =
        head.length < 8
            ? -1
            : Integer.toUnsignedLong(
                ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(0));
    if (root < 8 || root > file.size() - 4) {
      findings.fails(Expectations.whole("TFLite"), "its root does not lie within the file");
    } else {
      findings.holds(Expectations.whole("TFLite"), file.size() + " bytes");
    }
  }
}
