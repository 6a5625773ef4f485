package io.github.kitrail.deploy;

import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Tells whether a file is still the one that was written. */
final class Fingerprint {
  private Fingerprint() {}

  /** By content. */
  static String ofContent(Path file) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
      }
    }
    return Digest.of(sha256).toString();
  }

  /** By size and time: reading gigabytes again only to see that nobody edited them is no use. */
  static String ofAttributes(Path file) throws IOException {
    long modified = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis();
    return "size:" + Files.size(file) + ",modified:" + modified;
  }

  /** Whether the file, which may be gone or a link by now, still has the fingerprint. */
  static boolean matches(Path file, String fingerprint) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    boolean byContent = Digest.isDigest(fingerprint);
    return fingerprint.equals(byContent ? ofContent(file) : ofAttributes(file));
  }
}
