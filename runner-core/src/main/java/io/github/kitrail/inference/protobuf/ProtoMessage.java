package io.github.kitrail.inference.protobuf;

import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * A message, field by field, in the order of the file. What of a field is not asked for is skipped.
 * Every length is checked against what it lies in before anything is read.
 */
public final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  /** As protobuf's own readers have it. */
  private static final int MAX_DEPTH = 100;

  private final ProtoInput in;
  private final long end;
  private final int depth;
  private int field;
  private int wire;
  private long fieldEnd;
  private long number;

  ProtoMessage(ProtoInput in, long end, int depth) {
    this.in = in;
    this.end = end;
    this.depth = depth;
    fieldEnd = in.position();
  }

  /** Goes to the next field; false when there is none. */
  public boolean next() throws IOException, KitrailException {
    in.skipTo(fieldEnd);
    if (in.position() >= end) {
      return false;
    }
    long start = in.position();
    long tag = in.varint(end);
    field = (int) (tag >>> 3);
    wire = (int) (tag & 7);
    if (field <= 0 || tag >>> 32 != 0) {
      throw in.damaged("there is no field at byte " + start);
    }
    long length =
        switch (wire) {
          case VARINT -> 0;
          case FIXED64 -> 8;
          case BYTES -> in.varint(end);
          case FIXED32 -> 4;
          default -> throw in.damaged("there is no field at byte " + start);
        };
    if (length < 0 || length > end - in.position()) {
      throw in.damaged(
          "the field at byte " + start + " claims " + Long.toUnsignedString(length) + " bytes");
    }
    fieldEnd = in.position() + length;
    if (wire == VARINT) {
      // Its end is known when it is read, so it is read now.
      number = in.varint(end);
      fieldEnd = in.position();
    }
    return true;
  }

  /** The field's number in the schema. */
  public int field() {
    return field;
  }

  /** Its value, where it is an integer. */
  public long number() throws KitrailException {
    require(wire == VARINT);
    return number;
  }

  /**
   * Its value, where it is a text.
   *
   * @param most bytes that it may have
   */
  public String text(int most) throws IOException, KitrailException {
    long length = size();
    if (length > most) {
      throw in.damaged("a text at byte " + in.position() + " has " + length + " bytes");
    }
    return in.text((int) length);
  }

  /** The bytes of its value, where it is a text, bytes or a message. */
  public long size() throws KitrailException {
    require(wire == BYTES);
    return fieldEnd - in.position();
  }

  /** Its value, where it is a message; to be read before the next field is gone to. */
  public ProtoMessage message() throws KitrailException {
    require(wire == BYTES);
    if (depth >= MAX_DEPTH) {
      throw in.damaged("it is nested deeper than " + MAX_DEPTH + " messages");
    }
    return new ProtoMessage(in, fieldEnd, depth + 1);
  }

  /** The integers of a repeated field, be they one by one or packed. */
  public void numbers(LongConsumer each) throws IOException, KitrailException {
    if (wire == VARINT) {
      each.accept(number);
      return;
    }
    require(wire == BYTES);
    while (in.position() < fieldEnd) {
      each.accept(in.varint(fieldEnd));
    }
  }

  /**
   * How many numbers of a fixed width a repeated field has here, be they one by one or packed.
   *
   * @param bytes 4 or 8
   */
  public long fixed(int bytes) throws KitrailException {
    if (wire == (bytes == 8 ? FIXED64 : FIXED32)) {
      return 1;
    }
    require(wire == BYTES && size() % bytes == 0);
    return size() / bytes;
  }

  private void require(boolean condition) throws KitrailException {
    if (!condition) {
      throw in.damaged(
          "its field " + field + " before byte " + fieldEnd + " is of another type than it should");
    }
  }

  /** A failure of what is read here. */
  public KitrailException damaged(String reason) {
    return in.damaged(reason);
  }
}
