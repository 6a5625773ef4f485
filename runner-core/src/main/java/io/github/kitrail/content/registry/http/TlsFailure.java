package io.github.kitrail.content.registry.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says why no TLS connection came about, and which option helps. */
final class TlsFailure {
  private TlsFailure() {}

  /** One or two sentences, the first a clause. */
  static String sentences(Throwable failure) {
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (find(failure, CertificateExpiredException.class) != null) {
      return "its certificate has expired.";
    }
    if (find(failure, CertificateNotYetValidException.class) != null) {
      return "its certificate is not valid yet; check this machine's clock.";
    }
    if (find(failure, SSLPeerUnverifiedException.class) != null) {
      return "its certificate is for other names. Use the name that the certificate has.";
    }
    if (find(failure, CertPathBuilderException.class) != null || text.contains("trust")) {
      return "its certificate comes from an authority that is not trusted. Name a private"
          + " authority's certificate with --tls-ca FILE.";
    }
    if (text.contains("unsupported or unrecognized ssl message")) {
      return "it does not speak TLS. If it is meant to speak plain HTTP, add --plain-http.";
    }
    if (text.contains("certificate_required")
        || text.contains("bad_certificate")
        || text.contains("handshake_failure")) {
      return "it refused the handshake ("
          + failure.getMessage()
          + "). If it asks for a client certificate, name one with --tls-cert FILE and --tls-key"
          + " FILE.";
    }
    return failure.getMessage() + ".";
  }

  private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }
}
