package io.github.kitrail.inference.onnx;

import io.github.kitrail.inference.protobuf.ProtoFixture;

/** Writes small ONNX files, right ones and wrong ones. */
public final class OnnxFixture {
  public static final int FLOAT = 1;

  private OnnxFixture() {}

  public static ProtoFixture node(String operator, String in1, String in2, String out) {
    return new ProtoFixture().text(1, in1).text(1, in2).text(2, out).text(4, operator);
  }

  public static ProtoFixture value(String name) {
    return new ProtoFixture().text(1, name);
  }

  /** A tensor with its numbers in one piece. */
  public static ProtoFixture tensor(String name, int type, int bytes, long... dims) {
    return header(name, type, dims).bytes(9, new byte[bytes]);
  }

  public static ProtoFixture header(String name, int type, long... dims) {
    return new ProtoFixture().packed(1, dims).number(2, type).text(8, name);
  }

  /** A tensor with its numbers in another file; what is null is left out. */
  public static ProtoFixture external(String name, String location, String offset, String length) {
    ProtoFixture tensor = header(name, FLOAT, 4).number(14, 1);
    entry(tensor, "location", location);
    entry(tensor, "offset", offset);
    entry(tensor, "length", length);
    return tensor;
  }

  private static void entry(ProtoFixture tensor, String key, String value) {
    if (value != null) {
      tensor.message(13, new ProtoFixture().text(1, key).text(2, value));
    }
  }

  /** y = x + w. */
  public static ProtoFixture graph(ProtoFixture w) {
    return new ProtoFixture()
        .message(1, node("Add", "x", "w", "y"))
        .text(2, "g")
        .message(5, w)
        .message(11, value("x"))
        .message(12, value("y"));
  }

  public static ProtoFixture model(ProtoFixture graph) {
    return new ProtoFixture()
        .number(1, 8)
        .text(2, "kitrail-test")
        .text(3, "1.0")
        .message(7, graph)
        .message(8, new ProtoFixture().text(1, "").number(2, 17));
  }

  /** Adds four numbers. */
  public static byte[] adder() {
    return model(graph(tensor("w", FLOAT, 16, 4))).bytes();
  }

  /** The same with its numbers in {@code weights.bin}, from byte 16 on. */
  public static byte[] externalAdder(String location) {
    return model(graph(external("w", location, "16", "16"))).bytes();
  }
}
