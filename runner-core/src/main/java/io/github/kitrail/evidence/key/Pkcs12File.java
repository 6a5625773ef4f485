package io.github.kitrail.evidence.key;

import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Optional;

/** A file of keys and certificates, as OpenSSL, keytool and browsers write it. */
final class Pkcs12File {
  /** A chain of certificates has some KiB. */
  private static final long MAX_BYTES = 1024 * 1024;

  private Pkcs12File() {}

  static OpenKeyStore open(String what, String file, Optional<char[]> passphrase)
      throws KitrailException {
    try {
      Path path = Path.of(file);
      if (!Files.isRegularFile(path)) {
        throw KeyText.unusable(what, file, "there is no such file");
      }
      if (Files.size(path) > MAX_BYTES) {
        throw KeyText.unusable(what, file, "it is too large to be a key");
      }
      char[] secret =
          passphrase.orElseThrow(
              () ->
                  KeyText.unusable(
                      what,
                      file,
                      "it is a PKCS#12 file and no passphrase was given; set "
                          + String.join(" or ", Passphrase.VARIABLES)));
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(path)) {
        store.load(in, secret);
      }
      return new OpenKeyStore(what, file, store, secret, null);
    } catch (InvalidPathException e) {
      throw KeyText.unusable(what, file, "this is not the name of a file");
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // The parser of DER fails with runtime exceptions of many kinds.
      throw KeyText.unusable(
          what,
          file,
          e.getCause() instanceof UnrecoverableKeyException
              ? "the passphrase in " + String.join(" or ", Passphrase.VARIABLES) + " is wrong"
              : "it is no PKCS#12 file, damaged, or encrypted in a way that Java does not know");
    }
  }
}
