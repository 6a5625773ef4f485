package io.github.kitrail.inference.assertion;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlMapping;

/** Makes the assertion of one word from what the spec says. */
@FunctionalInterface
interface AssertionReader {
  /**
   * Reads one entry of an {@code assert} list.
   *
   * @param word as it is written, without {@code not-}
   * @param key the field that holds the value, {@code not-} included
   */
  Assertion read(String word, String key, YamlMapping entry) throws KitrailException;
}
