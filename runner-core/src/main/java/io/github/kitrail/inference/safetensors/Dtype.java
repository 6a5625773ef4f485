package io.github.kitrail.inference.safetensors;

import java.util.Map;

/**
 * How many bits an element takes in each of the format's types.
 *
 * @see <a
 *     href="https://github.com/huggingface/safetensors/blob/main/safetensors/src/tensor.rs">enum
 *     Dtype</a>
 */
final class Dtype {
  private static final Map<String, Integer> BITS =
      Map.ofEntries(
          Map.entry("F4", 4),
          Map.entry("F6_E2M3", 6),
          Map.entry("F6_E3M2", 6),
          Map.entry("BOOL", 8),
          Map.entry("U8", 8),
          Map.entry("I8", 8),
          Map.entry("F8_E5M2", 8),
          Map.entry("F8_E4M3", 8),
          Map.entry("F8_E8M0", 8),
          Map.entry("I16", 16),
          Map.entry("U16", 16),
          Map.entry("F16", 16),
          Map.entry("BF16", 16),
          Map.entry("I32", 32),
          Map.entry("U32", 32),
          Map.entry("F32", 32),
          Map.entry("C64", 64),
          Map.entry("I64", 64),
          Map.entry("U64", 64),
          Map.entry("F64", 64));

  private Dtype() {}

  /**
   * Whether so many elements take so many bytes; of a type that is newer than this program, nobody
   * can tell.
   *
   * @throws ArithmeticException when so many cannot be
   */
  static boolean fits(String dtype, long elements, long bytes) {
    Integer bits = BITS.get(dtype);
    return bits == null || Math.multiplyExact(elements, bits) == Math.multiplyExact(bytes, 8L);
  }
}
