package io.github.kitrail.content.registry.http;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.VerificationException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.cookie.CookieSpecFactory;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.PercentCodec;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Sets Apache HttpClient up: it moves bytes and nothing else; what to do about them is ours. */
final class HttpClientFactory {
  // More than anybody copies at once, so that no thread waits for a connection.
  private static final int CONNECTIONS = 128;
  // After this the body is sent, whether the server knows "Expect" or not.
  private static final Timeout WAIT_FOR_CONTINUE = Timeout.ofSeconds(1);

  private HttpClientFactory() {}

  static CloseableHttpClient create(HttpOptions options, ProxySettings proxies)
      throws KitrailException {
    EarlyAnswers earlyAnswers = new EarlyAnswers();
    Http1Config http1 = Http1Config.custom().setWaitForContinueTimeout(WAIT_FOR_CONTINUE).build();
    return HttpClients.custom()
        .setConnectionManager(connections(options, http1, earlyAnswers))
        .setRequestExecutor(new HttpRequestExecutor(http1, null, earlyAnswers))
        .setRoutePlanner(new Planner(proxies))
        .setDefaultCredentialsProvider(credentials(proxies))
        .setRetryStrategy(new StaleConnection())
        .setUserAgent(options.userAgent())
        .disableRedirectHandling()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableConnectionState()
        // There are none, but the default would read the public suffix list for them.
        .setDefaultCookieSpecRegistry(RegistryBuilder.<CookieSpecFactory>create().build())
        .build();
  }

  private static PoolingHttpClientConnectionManager connections(
      HttpOptions options, Http1Config http1, EarlyAnswers earlyAnswers) throws KitrailException {
    Timeout connect = Timeout.of(options.connectTimeout());
    ConnectionConfig connection =
        ConnectionConfig.custom()
            .setConnectTimeout(connect)
            .setSocketTimeout(Timeout.of(options.idleTimeout()))
            .setValidateAfterInactivity(TimeValue.ofSeconds(1))
            .build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setTlsSocketStrategy(tls(options.tls()))
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(http1)
                .responseOutOfOrderStrategy(earlyAnswers)
                .build())
        .setDefaultConnectionConfig(connection)
        .setMaxConnTotal(CONNECTIONS)
        .setMaxConnPerRoute(CONNECTIONS)
        .build();
  }

  /** Options that somebody gave are looked at now, so that mistakes show before anything moves. */
  private static TlsSocketStrategy tls(TlsOptions options) throws KitrailException {
    if (!options.isDefault()) {
      return strategy(options);
    }
    return new LazyTls(
        () -> {
          try {
            return strategy(options);
          } catch (KitrailException e) {
            throw new VerificationException(e);
          }
        });
  }

  private static TlsSocketStrategy strategy(TlsOptions options) throws KitrailException {
    SSLContext context = TlsContexts.create(options);
    return new DefaultClientTlsStrategy(
        context,
        null,
        null,
        SSLBufferMode.STATIC,
        HostnameVerificationPolicy.CLIENT,
        options.verify()
            ? HttpsSupport.getDefaultHostnameVerifier()
            : NoopHostnameVerifier.INSTANCE);
  }

  /** The passwords of proxies; those of registries are not the client's business. */
  private static CredentialsProvider credentials(ProxySettings proxies) {
    BasicCredentialsProvider provider = new BasicCredentialsProvider();
    for (Proxy proxy : proxies.all()) {
      String userInfo = proxy.userInfo();
      if (userInfo != null) {
        String[] pair = userInfo.split(":", 2);
        String password = pair.length < 2 ? "" : decode(pair[1]);
        provider.setCredentials(
            new AuthScope(proxy.host(), proxy.port()),
            new UsernamePasswordCredentials(decode(pair[0]), password.toCharArray()));
      }
    }
    return provider;
  }

  private static String decode(String text) {
    return PercentCodec.decode(text, StandardCharsets.UTF_8);
  }

  private static final class Planner extends DefaultRoutePlanner {
    private final ProxySettings proxies;

    Planner(ProxySettings proxies) {
      super(null);
      this.proxies = proxies;
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
      int port = target.getPort();
      String scheme = target.getSchemeName();
      int usual = scheme.equals("https") ? 443 : 80;
      Proxy proxy = proxies.find(new Origin(scheme, target.getHostName(), port < 0 ? usual : port));
      return proxy == null ? null : new HttpHost("http", proxy.host(), proxy.port());
    }
  }
}
