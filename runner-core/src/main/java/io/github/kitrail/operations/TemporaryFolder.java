package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder that is there until it is closed. */
record TemporaryFolder(Path path) implements AutoCloseable {

  /**
   * @param within where it is made, hidden; null for the system's place
   * @throws KitrailException BAD_INPUT when it cannot be made
   */
  static TemporaryFolder make(@Nullable Path within) throws KitrailException {
    try {
      if (within == null) {
        return new TemporaryFolder(Files.createTempDirectory("kitrail-model-"));
      }
      Files.createDirectories(within);
      return new TemporaryFolder(Files.createTempDirectory(within, ".kitrail-model-"));
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not make a temporary folder: " + e.getMessage() + ".", e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }
}
