package io.github.kitrail.content.registry.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Authorities that are trusted without being asked for. */
final class SystemTrust {
  // What administrators add to Windows and macOS, which Java's own file does not have.
  private static final List<String> PLATFORM_STORES =
      List.of("Windows-ROOT", "KeychainStore-ROOT", "KeychainStore");

  private SystemTrust() {}

  /** Java's own, which on Linux distributions is the system's. */
  static List<X509Certificate> ofJava() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    List<X509Certificate> certificates = new ArrayList<>();
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        certificates.addAll(List.of(x509.getAcceptedIssuers()));
      }
    }
    return certificates;
  }

  /** Windows' and macOS' own; empty elsewhere. */
  static List<X509Certificate> ofThePlatform() throws GeneralSecurityException, IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (String type : PLATFORM_STORES) {
      if (Security.getAlgorithms("KeyStore").contains(type.toUpperCase(Locale.ROOT))) {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        certificates.addAll(trusted(store));
      }
    }
    return certificates;
  }

  private static List<X509Certificate> trusted(KeyStore store) throws KeyStoreException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      boolean isTrust = store.isCertificateEntry(alias);
      if (isTrust && store.getCertificate(alias) instanceof X509Certificate certificate) {
        certificates.add(certificate);
      }
    }
    return certificates;
  }
}
