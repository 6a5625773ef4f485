package io.github.kitrail.inference.safetensors;

import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a safetensors file says about itself before its tensors begin.
 *
 * @param tensors how many
 * @param elements how many numbers they hold, by their type, such as {@code BF16}
 * @param metadata the texts under {@code __metadata__}
 * @see <a href="https://github.com/huggingface/safetensors/blob/main/README.md#format">The
 *     format</a>
 */
public record SafetensorsHeader(
    int tensors, SortedMap<String, Long> elements, SortedMap<String, String> metadata) {
  public SafetensorsHeader {
    elements = Collections.unmodifiableSortedMap(new TreeMap<>(elements));
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /**
   * Reads the header and checks it against the file's size; the tensors themselves are not read.
   * Memory is bounded whatever the file says.
   *
   * @param name of the file, for messages
   * @param size bytes of the whole file
   * @throws KitrailException BAD_INPUT when it is no safetensors file, or is damaged
   * @throws IOException from the stream
   */
  public static SafetensorsHeader read(String name, InputStream in, long size)
      throws IOException, KitrailException {
    return new SafetensorsReader(name, size).read(in);
  }

  /** How many numbers all tensors of this file hold. */
  public long parameters() {
    return elements.values().stream().mapToLong(Long::longValue).sum();
  }
}
