package io.github.kitrail.content.registry.http;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.content.VerificationException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/**
 * Turns failures of connections into sentences. A host that has never answered is probably named
 * wrong, so waiting would not help; one that has may come back, so trying again may.
 */
final class HttpFailures {
  private final Set<Origin> answered = ConcurrentHashMap.newKeySet();
  private final Duration connectTimeout;
  private final Duration idleTimeout;
  private final boolean showsCertificate;

  HttpFailures(HttpOptions options) {
    this.connectTimeout = options.connectTimeout();
    this.idleTimeout = options.idleTimeout();
    this.showsCertificate = options.tls().certificate() != null;
  }

  void hasAnswered(Origin origin) {
    answered.add(origin);
  }

  /**
   * What to throw when a request failed.
   *
   * @throws KitrailException when trying again would not help
   */
  IOException whileSending(IOException failure, Origin origin, String proxy, Duration patience)
      throws KitrailException {
    if (failure instanceof VerificationException known) {
      throw known.toKitrailException();
    }
    String via = proxy.isEmpty() ? "" : " through the proxy " + proxy;
    if (failure instanceof SSLException && !answered.contains(origin) && !wasCut(failure)) {
      throw new KitrailException(
          ErrorCode.TRANSFER_FAILED,
          "Could not speak TLS with " + origin + via + ": " + TlsFailure.sentences(failure),
          failure);
    }
    String reason = whyNoConnection(failure);
    if (reason == null) {
      String what = clause(failure, origin, patience);
      return transientFailure(what + certificateAdvice(failure, origin), failure);
    }
    if (answered.contains(origin)) {
      return transientFailure(
          origin + " cannot be reached any more" + via + ": " + reason, failure);
    }
    String advice =
        proxy.isEmpty()
            ? " Check the name and the network (behind a proxy, set HTTPS_PROXY)."
            : " Check the name and the proxy.";
    throw new KitrailException(
        ErrorCode.TRANSFER_FAILED,
        "Could not reach " + origin + via + ": " + reason + "." + advice,
        failure);
  }

  /** What to throw when a body ended too early. */
  IOException whileReading(IOException failure, Origin origin, long count) {
    String what = clause(failure, origin, idleTimeout);
    return transientFailure(what + ", after " + count + " bytes of an answer", failure);
  }

  /** What to throw when a server takes no more bytes. */
  IOException stalled(IOException failure, Origin origin) {
    String idle = idleTimeout.toSeconds() + " s";
    return transientFailure(origin + " took no more bytes for " + idle, failure);
  }

  /**
   * A TLS 1.3 server that misses our certificate says so after the handshake, and the cut that
   * follows may swallow its words.
   */
  private String certificateAdvice(IOException failure, Origin origin) {
    boolean mayBeMissed = origin.isEncrypted() && !showsCertificate && !answered.contains(origin);
    return mayBeMissed && !(failure instanceof SocketTimeoutException)
        ? " before it answered anything (if it asks for a client certificate, name one with"
            + " --tls-cert FILE and --tls-key FILE)"
        : "";
  }

  private static boolean wasCut(Throwable failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketException || cause instanceof EOFException) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String whyNoConnection(IOException failure) {
    if (failure instanceof UnknownHostException) {
      return "there is no host of this name";
    }
    if (failure instanceof ConnectTimeoutException) {
      return "no connection within " + connectTimeout.toSeconds() + " s";
    }
    if (failure instanceof NoRouteToHostException) {
      return "no route leads to it";
    }
    return failure instanceof ConnectException ? "nothing listens there" : null;
  }

  private static String clause(IOException failure, Origin origin, Duration patience) {
    if (failure instanceof SocketTimeoutException) {
      return origin + " sent nothing for " + patience.toSeconds() + " s";
    }
    if (failure instanceof SocketException
        || failure instanceof SSLException
        || failure instanceof NoHttpResponseException
        || failure instanceof ConnectionClosedException) {
      return "the connection to " + origin + " was cut";
    }
    return "the exchange with " + origin + " failed (" + failure.getMessage() + ")";
  }

  private static IOException transientFailure(String message, IOException cause) {
    TransientException failure = new TransientException(message, null);
    failure.initCause(cause);
    return failure;
  }
}
