package io.github.kitrail.inference.spec;

import io.github.kitrail.KitrailException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files are that a spec names. */
@FunctionalInterface
public interface SpecFiles {
  /** For a spec that stands alone. */
  SpecFiles NONE = path -> Optional.empty();

  /**
   * @param path relative, with {@code /} on every system
   * @return empty when there is no such file
   * @throws KitrailException when it should be there and cannot be had
   */
  Optional<Path> find(String path) throws KitrailException;

  /** Those of a folder. */
  static SpecFiles in(Path folder) {
    return path -> {
      try {
        Path file = folder.toAbsolutePath().resolve(path).normalize();
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
      } catch (InvalidPathException e) {
        return Optional.empty();
      }
    };
  }

  /** Others, where these have none. */
  default SpecFiles or(SpecFiles others) {
    return path -> {
      Optional<Path> found = find(path);
      return found.isPresent() ? found : others.find(path);
    };
  }
}
