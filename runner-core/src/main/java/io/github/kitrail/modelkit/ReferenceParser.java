package io.github.kitrail.modelkit;

import io.github.kitrail.KitrailException;

final class ReferenceParser {
  private ReferenceParser() {}

  static Reference parse(String text) throws KitrailException {
    throw new UnsupportedOperationException();
  }

  static boolean looksLikeModelKit(String path) {
    throw new UnsupportedOperationException();
  }
}
