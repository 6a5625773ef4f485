package io.github.kitrail.inference.onnx;

import java.util.Map;

/**
 * How many bits an element takes in each of ONNX's types.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">TensorProto.DataType</a>
 */
final class OnnxType {
  /** Has no size of its own: its elements are texts. */
  static final int STRING = 8;

  static final int COMPLEX64 = 14;
  static final int COMPLEX128 = 15;

  private static final Map<Integer, Integer> BITS =
      Map.ofEntries(
          Map.entry(1, 32), // FLOAT
          Map.entry(2, 8), // UINT8
          Map.entry(3, 8), // INT8
          Map.entry(4, 16), // UINT16
          Map.entry(5, 16), // INT16
          Map.entry(6, 32), // INT32
          Map.entry(7, 64), // INT64
          Map.entry(9, 8), // BOOL
          Map.entry(10, 16), // FLOAT16
          Map.entry(11, 64), // DOUBLE
          Map.entry(12, 32), // UINT32
          Map.entry(13, 64), // UINT64
          Map.entry(COMPLEX64, 64),
          Map.entry(COMPLEX128, 128),
          Map.entry(16, 16), // BFLOAT16
          Map.entry(17, 8), // FLOAT8E4M3FN
          Map.entry(18, 8), // FLOAT8E4M3FNUZ
          Map.entry(19, 8), // FLOAT8E5M2
          Map.entry(20, 8), // FLOAT8E5M2FNUZ
          Map.entry(21, 4), // UINT4
          Map.entry(22, 4), // INT4
          Map.entry(23, 4), // FLOAT4E2M1
          Map.entry(24, 8), // FLOAT8E8M0
          Map.entry(25, 2), // UINT2
          Map.entry(26, 2)); // INT2

  private OnnxType() {}

  /** Bits of an element; 0 for texts and for a type that is newer than this program. */
  static int bits(int type) {
    return BITS.getOrDefault(type, 0);
  }

  /**
   * The bytes of so many elements, those smaller than a byte packed; -1 when nobody can tell.
   *
   * @throws ArithmeticException when so many cannot be
   */
  static long bytes(int type, long elements) {
    int bits = bits(type);
    return bits == 0 ? -1 : Math.addExact(Math.multiplyExact(elements, bits), 7) / 8;
  }

  /** Entries that so many elements take in the list of numbers that goes with the type. */
  static long entries(int type, long elements) {
    int bits = bits(type);
    if (type == COMPLEX64 || type == COMPLEX128) {
      return Math.multiplyExact(elements, 2);
    }
    return bits > 0 && bits < 8 ? bytes(type, elements) : elements;
  }
}
