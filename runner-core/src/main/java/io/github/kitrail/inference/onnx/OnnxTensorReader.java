package io.github.kitrail.inference.onnx;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.protobuf.ProtoMessage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one {@code TensorProto} and looks whether its numbers are as many as its shape says. */
final class OnnxTensorReader {
  /** {@code TensorProto.DataLocation}. */
  private static final int EXTERNAL = 1;

  private final int longestName;
  private String name = "";
  private int type;
  private long elements = 1;
  private boolean impossible;
  private long location;
  private long rawBytes = -1;
  private long entries;
  private final Map<String, String> external = new HashMap<>();

  OnnxTensorReader(int longestName) {
    this.longestName = longestName;
  }

  void read(ProtoMessage tensor) throws IOException, KitrailException {
    while (tensor.next()) {
      switch (tensor.field()) {
        case 1 -> tensor.numbers(this::axis);
        case 2 -> type = (int) tensor.number();
        case 4 -> entries += tensor.fixed(Float.BYTES);
        case 5, 7, 11 -> tensor.numbers(number -> entries++);
        case 6 -> entries++;
        case 8 -> name = tensor.text(longestName);
        case 9 -> rawBytes = tensor.size();
        case 10 -> entries += tensor.fixed(Double.BYTES);
        case 13 -> entry(tensor.message());
        case 14 -> location = tensor.number();
        default -> {
          // what it is for, as texts
        }
      }
    }
  }

  private void axis(long size) {
    try {
      impossible |= size < 0;
      elements = Math.multiplyExact(elements, size);
    } catch (ArithmeticException e) {
      impossible = true;
    }
  }

  /** {@code StringStringEntryProto}. */
  private void entry(ProtoMessage pair) throws IOException, KitrailException {
    String key = "";
    String value = "";
    while (pair.next()) {
      if (pair.field() == 1) {
        key = pair.text(longestName);
      } else if (pair.field() == 2) {
        value = pair.text(longestName);
      }
    }
    external.put(key, value);
  }

  String name() {
    return name;
  }

  /** How many numbers it holds; 0 when its shape is impossible. */
  long elements() {
    return impossible ? 0 : elements;
  }

  boolean isExternal() {
    return location == EXTERNAL;
  }

  /** What is wrong with its size, from "its tensor x … " on; null when nothing is. */
  @Nullable String problem() {
    if (type == 0) {
      return "has no type";
    }
    try {
      return impossible ? "has an impossible shape" : isExternal() ? outside() : inside();
    } catch (ArithmeticException e) {
      return "has an impossible shape";
    }
  }

  private @Nullable String inside() {
    long bytes = OnnxType.bytes(type, elements);
    if (rawBytes >= 0 && entries > 0) {
      return "has its numbers twice";
    }
    if (rawBytes >= 0) {
      return bytes < 0 || rawBytes == bytes
          ? null
          : "has " + rawBytes + " bytes, and by its shape it has " + bytes;
    }
    long wanted = OnnxType.entries(type, elements);
    return (bytes < 0 && type != OnnxType.STRING) || entries == wanted
        ? null
        : "has " + entries + " numbers, and by its shape it has " + wanted;
  }

  private @Nullable String outside() {
    long length = number("length");
    long bytes = OnnxType.bytes(type, elements);
    if (external.getOrDefault("location", "").isEmpty()) {
      return "is in another file that is not named";
    }
    if (rawBytes > 0 || entries > 0) {
      return "has its numbers here and in another file";
    }
    if (type == OnnxType.STRING || number("offset") < -1 || length < -1) {
      return "is not in another file as the format has it";
    }
    return length < 0 || bytes < 0 || length == bytes
        ? null
        : "has " + length + " bytes in another file, and by its shape it has " + bytes;
  }

  /** -1 when it is not there, -2 when it is no such number. */
  private long number(String key) {
    String text = external.get(key);
    if (text == null) {
      return -1;
    }
    try {
      long number = Long.parseLong(text);
      return number < 0 ? -2 : number;
    } catch (NumberFormatException e) {
      return -2;
    }
  }

  /** Where its numbers are, when they are elsewhere and nothing is wrong with it. */
  OnnxTensor outsider() {
    long length = number("length");
    return new OnnxTensor(
        name,
        external.getOrDefault("location", ""),
        Math.max(0, number("offset")),
        length >= 0 ? length : OnnxType.bytes(type, elements));
  }
}
