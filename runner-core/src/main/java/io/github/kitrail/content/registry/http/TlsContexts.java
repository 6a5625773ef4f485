package io.github.kitrail.content.registry.http;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes the JDK's TLS from our options. */
final class TlsContexts {
  private static final char[] IN_MEMORY = "in memory".toCharArray();

  private TlsContexts() {}

  static SSLContext create(TlsOptions options) throws KitrailException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(options), trust(options), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not set up TLS: " + e.getMessage() + ".", e);
    }
  }

  private static TrustManager @Nullable [] trust(TlsOptions options)
      throws GeneralSecurityException, IOException, KitrailException {
    if (!options.verify()) {
      return new TrustManager[] {new TrustEverybody()};
    }
    List<X509Certificate> more = new ArrayList<>(SystemTrust.ofThePlatform());
    if (options.authority() != null) {
      more.addAll(PemFile.read(options.authority()).certificates());
    }
    if (more.isEmpty()) {
      return null;
    }
    more.addAll(SystemTrust.ofJava());
    KeyStore store = emptyStore();
    for (int i = 0; i < more.size(); i++) {
      store.setCertificateEntry("authority-" + i, more.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager @Nullable [] keys(TlsOptions options)
      throws GeneralSecurityException, IOException, KitrailException {
    Path certificate = options.certificate();
    if (certificate == null) {
      return null;
    }
    Path key = options.key() == null ? certificate : options.key();
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "client",
        PemFile.read(key).privateKey(),
        IN_MEMORY,
        PemFile.read(certificate).certificates().toArray(new X509Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, IN_MEMORY);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
