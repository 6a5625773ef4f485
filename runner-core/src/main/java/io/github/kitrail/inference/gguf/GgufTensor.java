package io.github.kitrail.inference.gguf;

import java.util.List;

/**
 * One weight tensor as the header of a GGUF file announces it.
 *
 * @param dimensions elements along each axis, the fastest first
 * @param type the number of its element type, as ggml counts them
 * @param offset bytes from the beginning of the file
 * @param size bytes, or -1 when the type is newer than this program
 */
public record GgufTensor(String name, List<Long> dimensions, int type, long offset, long size) {
  public GgufTensor {
    dimensions = List.copyOf(dimensions);
  }

  /** How many numbers it holds; the reader has made sure that this fits. */
  public long elements() {
    return dimensions.stream().reduce(1L, (a, b) -> a * b);
  }
}
