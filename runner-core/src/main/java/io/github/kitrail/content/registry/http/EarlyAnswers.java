package io.github.kitrail.content.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.impl.Http1StreamListener;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.ResponseOutOfOrderStrategy;
import org.apache.hc.core5.util.Timeout;

/**
 * Looks for an answer while the body is still being sent, so that a refusal in mid-upload is seen
 * before the server closes the connection and the refusal is lost. Looking costs a millisecond on
 * TLS, where bytes must be decrypted to be counted, and nothing on a plain socket.
 *
 * <p>A server that was asked with {@code Expect} and had not answered when the body was begun may
 * still say {@code 100 Continue}. That is no refusal, and cannot be told from one without reading
 * it; so nothing is looked for then. (A busy server does so: one that holds a lock while it takes
 * another upload.)
 */
final class EarlyAnswers implements ResponseOutOfOrderStrategy, Http1StreamListener {
  private static final long BETWEEN_LOOKS_ON_TLS = 4 * 1024 * 1024;

  /** Those that the server has told to go on with their request. */
  private final Set<HttpConnection> told =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  @Override
  public boolean isEarlyResponseDetected(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      InputStream in,
      long sent,
      long next)
      throws IOException {
    if (request.containsHeader(HttpHeaders.EXPECT) && !told.contains(connection)) {
      return false;
    }
    if (connection.getSSLSession() == null) {
      return in.available() > 0;
    }
    boolean due = sent / BETWEEN_LOOKS_ON_TLS != (sent + next) / BETWEEN_LOOKS_ON_TLS;
    return due && connection.isDataAvailable(Timeout.ONE_MILLISECOND);
  }

  @Override
  public void onRequestHead(HttpConnection connection, HttpRequest request) {
    told.remove(connection);
  }

  @Override
  public void onResponseHead(HttpConnection connection, HttpResponse response) {
    if (response.getCode() == HttpStatus.SC_CONTINUE) {
      told.add(connection);
    }
  }

  @Override
  public void onExchangeComplete(HttpConnection connection, boolean keepAlive) {
    told.remove(connection);
  }
}
