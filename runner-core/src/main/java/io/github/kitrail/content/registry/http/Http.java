package io.github.kitrail.content.registry.http;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Sends requests over one pool of connections. Safe for many threads. */
public final class Http implements AutoCloseable {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MAX_REDIRECTS = 5;
  private static final int EXPECTATION_FAILED = 417;
  private static final int PROXY_LOGIN_REQUIRED = 407;

  private final CloseableHttpClient client;
  private final ProxySettings proxies;
  private final HttpFailures failures;
  private final StallGuard guard;
  private final Duration idleTimeout;
  private final Set<Origin> refusesExpect = ConcurrentHashMap.newKeySet();

  /**
   * @throws KitrailException BAD_INPUT when a certificate, key or proxy cannot be used
   */
  public Http(HttpOptions options) throws KitrailException {
    proxies = ProxySettings.of(options.environment(), options.proxy());
    client = HttpClientFactory.create(options, proxies);
    failures = new HttpFailures(options);
    guard = new StallGuard(options.idleTimeout());
    idleTimeout = options.idleTimeout();
  }

  /**
   * Sends a request and returns what was answered, whatever its status; redirects are not followed.
   * The caller closes the answer.
   *
   * @throws IOException what may pass: a timeout, a cut; also what reading the body threw
   * @throws KitrailException TRANSFER_FAILED for what will not: no such host, no trust
   */
  public HttpAnswer send(HttpCall call) throws IOException, KitrailException {
    Origin origin = Origin.of(call.uri());
    HttpAnswer answer = exchange(call, origin);
    if (answer.status() == EXPECTATION_FAILED && refusesExpect.add(origin)) {
      answer.close();
      return exchange(call, origin);
    }
    return answer;
  }

  /** The same for a request without a body, following redirects to wherever they lead. */
  public HttpAnswer sendFollowing(HttpCall call) throws IOException, KitrailException {
    HttpCall next = call;
    for (int hops = 0; ; hops++) {
      HttpAnswer answer = send(next);
      String location = answer.header("Location");
      if (!REDIRECTS.contains(answer.status()) || location == null) {
        return answer;
      }
      answer.close();
      URI target = resolve(next.uri(), location);
      boolean isHttp = Set.of("http", "https").contains(Origin.of(target).scheme());
      if (hops == MAX_REDIRECTS || !isHttp) {
        throw new KitrailException(
            ErrorCode.TRANSFER_FAILED,
            Origin.of(call.uri()) + " redirects too often, or to what is not HTTP.");
      }
      next = next.redirected(target);
    }
  }

  private HttpAnswer exchange(HttpCall call, Origin origin) throws IOException, KitrailException {
    HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
    call.headers().forEach(request::setHeader);
    Duration patience = call.patience() == null ? idleTimeout : call.patience();
    RequestBody body = call.body();
    request.setConfig(
        RequestConfig.custom()
            .setResponseTimeout(Timeout.of(patience))
            .setExpectContinueEnabled(
                body != null
                    && StreamedEntity.shouldAskFirst(body)
                    && !refusesExpect.contains(origin))
            .build());
    HttpClientContext context = HttpClientContext.create();
    StallGuard.Watch watch = guard.watch(request);
    try (watch) {
      if (body != null) {
        request.setEntity(new StreamedEntity(body, watch));
      }
      ClassicHttpResponse response = client.executeOpen(null, request, context);
      HttpAnswer answer = new HttpAnswer(call.uri(), request, response, failures);
      refuseProxysAnswer(answer, origin, context);
      failures.hasAnswered(origin);
      return answer;
    } catch (SourceFailure e) {
      throw unwrap(e);
    } catch (IOException e) {
      if (watch.hasStalled()) {
        throw failures.stalled(e, origin);
      }
      throw failures.whileSending(e, origin, proxyName(origin), patience);
    } catch (IllegalArgumentException e) {
      // HttpCore's word for some answers that are no HTTP, such as one of version 1.-1.
      IOException noHttp = new IOException(e.getMessage(), e);
      throw failures.whileSending(noHttp, origin, proxyName(origin), patience);
    }
  }

  private static IOException unwrap(SourceFailure failure) throws KitrailException {
    Throwable cause = failure.getCause();
    if (cause instanceof KitrailException domain) {
      throw domain;
    }
    return cause instanceof IOException io ? io : failure;
  }

  /** A proxy that opens no tunnel answers in the server's place; that must not be mixed up. */
  private void refuseProxysAnswer(HttpAnswer answer, Origin origin, HttpClientContext context)
      throws IOException, KitrailException {
    Proxy proxy = proxies.find(origin);
    boolean tunnelRefused =
        proxy != null && origin.isEncrypted() && context.getSSLSession() == null;
    if (proxy == null || !(tunnelRefused || answer.status() == PROXY_LOGIN_REQUIRED)) {
      return;
    }
    answer.close();
    String advice =
        answer.status() == PROXY_LOGIN_REQUIRED
            ? "it asks for a login. Write http://user:password@host:port in HTTPS_PROXY."
            : "it answered " + answer.status() + ". Ask whoever runs it, or set NO_PROXY.";
    throw new KitrailException(
        ErrorCode.TRANSFER_FAILED,
        "Could not reach " + origin + " through the proxy " + proxy + ": " + advice);
  }

  private String proxyName(Origin origin) {
    @Nullable Proxy proxy = proxies.find(origin);
    return proxy == null ? "" : proxy.toString();
  }

  /** The address that a Location or Link names, seen from where it was said. */
  public static URI resolve(URI base, String reference) throws IOException {
    try {
      return base.resolve(reference.trim().replace(" ", "%20"));
    } catch (IllegalArgumentException e) {
      throw new IOException(Origin.of(base) + " sent an address that is none");
    }
  }

  /** The path and query of an address, on the host that is known to be right. */
  public static URI onHost(URI host, URI address) throws IOException {
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    String root = host.getScheme() + "://" + host.getRawAuthority();
    return resolve(host, root + "/" + address.getRawPath().replaceFirst("^/+", "") + query);
  }

  @Override
  public void close() {
    guard.close();
    client.close(CloseMode.IMMEDIATE);
  }
}
