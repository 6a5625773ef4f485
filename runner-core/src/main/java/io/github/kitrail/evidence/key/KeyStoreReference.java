package io.github.kitrail.evidence.key;

import io.github.kitrail.KitrailException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key in a key store: {@code file.p12#ALIAS}, {@code file.pfx#ALIAS} or {@code
 * pkcs11:CONFIG#ALIAS}.
 *
 * @param file the PKCS#12 file, or the configuration of the PKCS#11 provider
 * @param alias null for the only key
 */
record KeyStoreReference(boolean token, String file, @Nullable String alias) {
  private static final String TOKEN = "pkcs11:";
  private static final Pattern PKCS12 =
      Pattern.compile("(.+?\\.(?:p12|pfx))(?:#(.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Empty when it names a key of another kind. */
  static Optional<KeyStoreReference> parse(String reference) {
    if (reference.startsWith(TOKEN)) {
      String rest = reference.substring(TOKEN.length());
      int mark = rest.lastIndexOf('#');
      return Optional.of(
          mark < 0
              ? new KeyStoreReference(true, rest, null)
              : new KeyStoreReference(true, rest.substring(0, mark), named(rest, mark)));
    }
    Matcher matcher = PKCS12.matcher(reference);
    if (reference.startsWith("env:") || !matcher.matches()) {
      return Optional.empty();
    }
    String alias = matcher.group(2);
    return Optional.of(
        new KeyStoreReference(
            false,
            String.valueOf(matcher.group(1)),
            alias == null || alias.isEmpty() ? null : alias));
  }

  private static @Nullable String named(String rest, int mark) {
    String alias = rest.substring(mark + 1);
    return alias.isEmpty() ? null : alias;
  }

  /**
   * Opens the store.
   *
   * @param what the key in words, for messages
   * @param passphrase null to take it from the environment; not used for tokens
   */
  OpenKeyStore open(
      String what,
      Map<String, String> environment,
      char @Nullable [] passphrase,
      boolean signs,
      Pkcs11Token.Provision tokens)
      throws KitrailException {
    return token
        ? new Pkcs11Token(what, file, tokens).open(environment, signs)
        : Pkcs12File.open(what, file, Passphrase.find(passphrase, environment));
  }
}
