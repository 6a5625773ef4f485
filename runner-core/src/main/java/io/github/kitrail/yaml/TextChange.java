package io.github.kitrail.yaml;

import io.github.kitrail.KitrailException;

/** Gives a text of a document another content, such as one with variables filled in. */
@FunctionalInterface
public interface TextChange {
  /**
   * @param text of a scalar, at its place
   */
  String of(YamlValue text) throws KitrailException;
}
