package io.github.kitrail.inference.gguf;

import java.util.Map;

/**
 * How many bytes a block of elements takes in each of ggml's types.
 *
 * @param elements elements in a block
 * @param bytes bytes in a block
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/include/ggml.h">enum ggml_type</a>
 */
record GgmlType(int elements, int bytes) {
  private static final Map<Integer, GgmlType> BY_NUMBER =
      Map.ofEntries(
          type(0, 1, 4), // F32
          type(1, 1, 2), // F16
          type(2, 32, 18), // Q4_0
          type(3, 32, 20), // Q4_1
          type(6, 32, 22), // Q5_0
          type(7, 32, 24), // Q5_1
          type(8, 32, 34), // Q8_0
          type(9, 32, 36), // Q8_1
          type(10, 256, 84), // Q2_K
          type(11, 256, 110), // Q3_K
          type(12, 256, 144), // Q4_K
          type(13, 256, 176), // Q5_K
          type(14, 256, 210), // Q6_K
          type(15, 256, 292), // Q8_K
          type(16, 256, 66), // IQ2_XXS
          type(17, 256, 74), // IQ2_XS
          type(18, 256, 98), // IQ3_XXS
          type(19, 256, 50), // IQ1_S
          type(20, 32, 18), // IQ4_NL
          type(21, 256, 110), // IQ3_S
          type(22, 256, 82), // IQ2_S
          type(23, 256, 136), // IQ4_XS
          type(24, 1, 1), // I8
          type(25, 1, 2), // I16
          type(26, 1, 4), // I32
          type(27, 1, 8), // I64
          type(28, 1, 8), // F64
          type(29, 256, 56), // IQ1_M
          type(30, 1, 2), // BF16
          type(34, 256, 54), // TQ1_0
          type(35, 256, 66), // TQ2_0
          type(39, 32, 17)); // MXFP4

  private static Map.Entry<Integer, GgmlType> type(int number, int elements, int bytes) {
    return Map.entry(number, new GgmlType(elements, bytes));
  }

  /** The bytes of so many elements, -1 for a type that is not known here. */
  static long size(int type, long elements) {
    GgmlType known = BY_NUMBER.get(type);
    if (known == null) {
      return -1;
    }
    long blocks = elements / known.elements + (elements % known.elements == 0 ? 0 : 1);
    return Math.multiplyExact(blocks, known.bytes);
  }
}
