package io.github.kitrail.inference;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The digests of files as they were when the test began, so that what is packed later can be
 * compared with what was tested.
 */
final class TestedFiles {
  private static final int BUFFER = 64 * 1024;

  private record Stamp(long size, FileTime modified) {}

  private final Map<Path, Digest> digests = new LinkedHashMap<>();
  private final Map<Path, Stamp> stamps = new LinkedHashMap<>();

  private TestedFiles() {}

  /**
   * @param read what was read already, with the digests of what was read
   * @throws KitrailException BAD_INPUT when one cannot be read or has changed, CANCELLED
   */
  static TestedFiles of(List<Path> files, Map<Path, Digest> read) throws KitrailException {
    TestedFiles tested = new TestedFiles();
    tested.add(files);
    tested.add(List.copyOf(read.keySet()));
    for (Map.Entry<Path, Digest> file : read.entrySet()) {
      if (!file.getValue().equals(tested.digests.get(file.getKey()))) {
        throw changed(file.getKey());
      }
    }
    return tested;
  }

  private void add(List<Path> files) throws KitrailException {
    for (Path file : files) {
      try {
        stamps.put(file, stamp(file));
        digests.put(file, digest(file));
      } catch (ClosedByInterruptException e) {
        throw new KitrailException(
            ErrorCode.CANCELLED, "Cancelled while the model was being tested.", e);
      } catch (IOException e) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT, "Could not read " + file + ": " + e + ".", e);
      }
    }
  }

  /** In the order in which they were given. */
  Map<Path, Digest> digests() {
    return digests;
  }

  void requireUnchanged() throws KitrailException {
    for (Map.Entry<Path, Stamp> file : stamps.entrySet()) {
      if (!unchanged(file.getKey(), file.getValue())) {
        throw changed(file.getKey());
      }
    }
  }

  private static KitrailException changed(Path file) {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        "The file "
            + file
            + " changed while the model was being tested. Test again when nothing writes to it.");
  }

  private static boolean unchanged(Path file, Stamp stamp) {
    try {
      return stamp(file).equals(stamp);
    } catch (IOException e) {
      return false;
    }
  }

  private static Stamp stamp(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(attributes.size(), attributes.lastModifiedTime());
  }

  private static Digest digest(Path file) throws IOException {
    MessageDigest digest = Digest.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return Digest.of(digest);
  }
}
