package io.github.kitrail.evidence.key;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

/**
 * The key of a laptop, made when it is first needed: what it signs proves nothing to others, it
 * only lets a run without any configuration go all the way. Whoever calls this has made sure that
 * it is neither a CI job nor a registry (ARCHITECTURE.md).
 */
public final class DevelopmentKey {
  private DevelopmentKey() {}

  /**
   * The key in this file, after making it (P-256, unencrypted, readable by its owner only) where
   * there is none.
   *
   * @throws KitrailException BAD_CREDENTIAL when the file is no key, BAD_INPUT when it cannot be
   *     written
   */
  public static SigningKey in(Path file, SecureRandom random) throws KitrailException {
    if (!Files.exists(file)) {
      make(file, random);
    }
    return SigningKey.load(file.toString(), Map.of(), null);
  }

  private static void make(Path file, SecureRandom random) throws KitrailException {
    String suffix = "." + Long.toHexString(random.nextLong());
    Path temporary = file.resolveSibling(file.getFileName() + suffix);
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      NewKey newKey = new NewKey(random);
      newKey.writePlain(newKey.generate(KeyAlgorithm.P256), temporary);
      // Moved as a whole and never over another, so that two runs that start at once end up with
      // the same key.
      Files.move(temporary, file);
    } catch (FileAlreadyExistsException e) {
      deleteQuietly(temporary);
    } catch (IOException e) {
      deleteQuietly(temporary);
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not make the development key " + file + ": " + e.getMessage() + ".",
          e);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // An unused key that only its owner can read; the failure above matters more.
    }
  }
}
