package io.github.kitrail.inference.safetensors;

import java.util.Arrays;

/** Where tensors lie: the format allows neither holes nor overlaps. */
final class Spans {
  private long[] begins = new long[64];
  private long[] ends = new long[64];
  private int count;

  void add(long begin, long end) {
    if (count == begins.length) {
      begins = Arrays.copyOf(begins, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    begins[count] = begin;
    ends[count] = end;
    count++;
  }

  /** Whether they fill so many bytes, each once. Sorted apart, both ends of a seam are equal. */
  boolean fill(long bytes) {
    Arrays.sort(begins, 0, count);
    Arrays.sort(ends, 0, count);
    long at = 0;
    for (int i = 0; i < count; i++) {
      if (begins[i] != at) {
        return false;
      }
      at = ends[i];
    }
    return at == bytes;
  }
}
