package io.github.kitrail.evidence.key;

import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.Printable;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds keys in a key store that was opened. */
final class OpenKeyStore {
  private final String what;
  private final String name;
  private final KeyStore store;
  private final char @Nullable [] secret;
  private final @Nullable Provider provider;

  /**
   * @param secret opens single keys; null when the store needs none
   * @param provider the token that signs; null when keys come out of the store
   */
  OpenKeyStore(
      String what,
      String name,
      KeyStore store,
      char @Nullable [] secret,
      @Nullable Provider provider) {
    this.what = what;
    this.name = name;
    this.store = store;
    this.secret = secret;
    this.provider = provider;
  }

  /**
   * @param alias null for the only private key
   */
  SigningKey signingKey(@Nullable String alias) throws KitrailException {
    try {
      String chosen = choose(alias, true);
      if (!(store.getKey(chosen, secret) instanceof PrivateKey key)) {
        throw unusable("\"" + Printable.of(chosen) + "\" is no private key");
      }
      return provider == null
          ? SigningKey.of(key, name, null)
          : SigningKey.inToken(key, publicKey(chosen), name, provider);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw unusable(
          "its private key cannot be opened; it must have the passphrase of the whole store");
    }
  }

  /**
   * @param alias null for the only key or, without one, the only certificate
   */
  VerificationKey verificationKey(@Nullable String alias) throws KitrailException {
    try {
      return publicKey(choose(alias, false));
    } catch (KeyStoreException | RuntimeException e) {
      throw unusable("its certificates cannot be read");
    }
  }

  private VerificationKey publicKey(String alias) throws KeyStoreException, KitrailException {
    Certificate certificate = store.getCertificate(alias);
    if (certificate == null) {
      throw unusable(
          "\"" + Printable.of(alias) + "\" has no certificate, which would hold its public key");
    }
    return VerificationKey.of(certificate.getPublicKey(), what, name);
  }

  private String choose(@Nullable String alias, boolean signs)
      throws KeyStoreException, KitrailException {
    List<String> keys = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String found : Collections.list(store.aliases())) {
      (store.isKeyEntry(found) ? keys : others).add(found);
    }
    List<String> candidates = signs || !keys.isEmpty() ? keys : others;
    if (alias != null) {
      List<String> all = new ArrayList<>(keys);
      if (!signs) {
        all.addAll(others);
      }
      return all.stream()
          .filter(found -> found.equals(alias))
          .findFirst()
          .or(() -> all.stream().filter(found -> sameName(found, alias)).findFirst())
          .orElseThrow(
              () -> unusable("it has no key \"" + Printable.of(alias) + "\"; it has " + list(all)));
    }
    if (candidates.isEmpty()) {
      throw unusable("there is no " + (signs ? "private key" : "certificate") + " in it");
    }
    if (candidates.size() > 1) {
      throw unusable("it has several keys; say which, as #ALIAS: " + list(candidates));
    }
    return candidates.get(0);
  }

  /** Java writes the names in a PKCS#12 file in lower case. */
  private static boolean sameName(String found, String alias) {
    return found.toLowerCase(Locale.ROOT).equals(alias.toLowerCase(Locale.ROOT));
  }

  private static String list(List<String> aliases) {
    return aliases.isEmpty()
        ? "none"
        : Printable.of(String.join(", ", aliases.stream().sorted().toList()));
  }

  private KitrailException unusable(String reason) {
    return KeyText.unusable(what, name, reason);
  }
}
