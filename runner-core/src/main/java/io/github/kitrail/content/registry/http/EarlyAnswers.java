package io.github.kitrail.content.registry.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.ResponseOutOfOrderStrategy;
import org.apache.hc.core5.util.Timeout;

/**
 * Looks for an answer while the body is still being sent, so that a refusal in mid-upload is seen
 * before the server closes the connection and the refusal is lost. Looking costs a millisecond on
 * TLS, where bytes must be decrypted to be counted, and nothing on a plain socket.
 */
final class EarlyAnswers implements ResponseOutOfOrderStrategy {
  private static final long BETWEEN_LOOKS_ON_TLS = 4 * 1024 * 1024;

  @Override
  public boolean isEarlyResponseDetected(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      InputStream in,
      long sent,
      long next)
      throws IOException {
    if (connection.getSSLSession() == null) {
      return in.available() > 0;
    }
    boolean due = sent / BETWEEN_LOOKS_ON_TLS != (sent + next) / BETWEEN_LOOKS_ON_TLS;
    return due && connection.isDataAvailable(Timeout.ONE_MILLISECOND);
  }
}
