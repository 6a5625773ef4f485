package io.github.kitrail.inference.protobuf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes protobuf messages, right ones and wrong ones. */
public final class ProtoFixture {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public ProtoFixture number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  public ProtoFixture text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public ProtoFixture message(int field, ProtoFixture message) {
    return bytes(field, message.bytes());
  }

  public ProtoFixture bytes(int field, byte[] value) {
    return claiming(field, value.length, value);
  }

  /** A field that says that it has so many bytes. */
  public ProtoFixture claiming(int field, long length, byte[] value) {
    varint((long) field << 3 | 2);
    varint(length);
    out.writeBytes(value);
    return this;
  }

  /** Integers in one field. */
  public ProtoFixture packed(int field, long... values) {
    ProtoFixture numbers = new ProtoFixture();
    for (long value : values) {
      numbers.varint(value);
    }
    return bytes(field, numbers.bytes());
  }

  /** Bytes that are no field. */
  public ProtoFixture raw(int... bytes) {
    for (int one : bytes) {
      out.write(one);
    }
    return this;
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
  }

  public byte[] bytes() {
    return out.toByteArray();
  }
}
