package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.SmokeSpec;
import io.github.kitrail.inference.report.TestedSpec;
import io.github.kitrail.inference.spec.SpecFiles;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of smoke tests.
 *
 * @param digest of its bytes as they were read
 */
record SpecFile(Path file, SmokeSpec spec, Digest digest) {

  /**
   * Reads it, and the files that it names.
   *
   * @param others where those are looked for that do not lie beside it
   * @throws KitrailException BAD_INPUT when it is not there, or holds no smoke tests, or names a
   *     file that is nowhere
   */
  static SpecFile read(Path file, SpecFiles others) throws KitrailException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not read the smoke tests "
              + file
              + ": there is no such file, or it may not be read.",
          e);
    }
    try {
      SmokeSpec spec =
          SmokeSpec.parse(
              new String(bytes, StandardCharsets.UTF_8),
              String.valueOf(file.getFileName()),
              SpecFiles.in(folder(file)).or(others));
      return new SpecFile(file, spec, Digest.of(bytes));
    } catch (KitrailException e) {
      throw e.in(file.toString());
    }
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().normalize().resolveSibling("");
  }

  /** The folder that it lies in, absolute. */
  Path folder() {
    return folder(file);
  }

  String name() {
    return String.valueOf(file.getFileName());
  }

  TestedSpec tested() {
    return new TestedSpec(name(), digest, spec.tests());
  }
}
