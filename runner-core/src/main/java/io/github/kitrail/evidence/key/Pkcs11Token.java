package io.github.kitrail.evidence.key;

import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Map;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/**
 * A smart card, HSM or its like, through Java's own PKCS#11 provider. The private key never leaves
 * it.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/security/pkcs11-reference-guide1.html">the
 *     provider's configuration</a>
 */
final class Pkcs11Token {
  static final String PIN_VARIABLE = "KITRAIL_PKCS11_PIN";

  /** Makes the provider from its configuration. */
  @FunctionalInterface
  interface Provision {
    /** Not registered with the JVM: only this key is to be looked for in the token. */
    Provision JDK =
        file -> {
          Provider provider = Security.getProvider("SunPKCS11");
          if (provider == null) {
            throw new GeneralSecurityException("this Java has no PKCS#11 provider");
          }
          return provider.configure(file.toString());
        };

    Provider configure(Path file) throws GeneralSecurityException;
  }

  private final String what;
  private final String file;
  private final Provision provision;

  Pkcs11Token(String what, String file, Provision provision) {
    this.what = what;
    this.file = file;
    this.provision = provision;
  }

  /**
   * @param signs a public key is read without a PIN where the token allows it
   */
  OpenKeyStore open(Map<String, String> environment, boolean signs) throws KitrailException {
    String pin = environment.get(PIN_VARIABLE);
    if (signs && (pin == null || pin.isEmpty())) {
      throw unusable("no PIN was given; set " + PIN_VARIABLE);
    }
    Provider provider = provider();
    char @Nullable [] secret = pin == null || pin.isEmpty() ? null : pin.toCharArray();
    try {
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, secret);
      return new OpenKeyStore(what, "the PKCS#11 token of " + file, store, null, provider);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw unusable(
          e.getCause() instanceof LoginException
              ? "the token refused the PIN in " + PIN_VARIABLE + ": it is wrong or locked"
              : "the token does not answer; check that it is there, and the slot in the file");
    }
  }

  private Provider provider() throws KitrailException {
    try {
      Path path = Path.of(file);
      if (!Files.isRegularFile(path)) {
        throw unusable("there is no such file; it must configure Java's PKCS#11 provider");
      }
      return provision.configure(path);
    } catch (InvalidPathException e) {
      throw unusable("this is not the name of a file");
    } catch (GeneralSecurityException | RuntimeException e) {
      throw unusable(
          "Java's PKCS#11 provider does not take it; check the name, library and slot in it");
    }
  }

  private KitrailException unusable(String reason) {
    return KeyText.unusable(what, "pkcs11:" + file, reason);
  }
}
