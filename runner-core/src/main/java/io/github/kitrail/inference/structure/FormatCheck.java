package io.github.kitrail.inference.structure;

import io.github.kitrail.KitrailException;
import java.io.IOException;

/** Checks files of one format. */
@FunctionalInterface
interface FormatCheck {
  /**
   * @throws KitrailException BAD_INPUT when the file is none of the format, or is damaged
   * @throws IOException when it cannot be read
   */
  void check(CheckedFile file, Findings findings) throws IOException, KitrailException;
}
