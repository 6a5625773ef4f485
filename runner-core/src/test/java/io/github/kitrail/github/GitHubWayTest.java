package io.github.kitrail.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.kitrail.KitrailException;
import io.github.kitrail.fixture.Certificates;
import io.github.kitrail.fixture.FixtureRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to the API is the one that everything else takes: private authorities, proxies. */
class GitHubWayTest {
  private static final byte[] BUNDLE = "{}".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  @Test
  void aPrivateAuthorityIsTrustedWhenItIsNamed() throws Exception {
    Certificates certificates = Certificates.generate(directory);
    // Any server does: what counts is that it answers.
    try (FixtureRegistry server = FixtureRegistry.builder().tls(certificates).start()) {
      String url = "https://" + server.host() + "/api/v3";
      assertThatThrownBy(() -> attest(url, Map.of(), certificates.authority()))
          .hasMessageContaining("GitHub answered 404");
      assertThat(server.requests().get(0).authorization()).isEqualTo("bearer");
      assertThatThrownBy(() -> attest(url, Map.of(), null))
          .hasMessageContaining("Could not speak TLS with " + server.host());
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void theProxyIsAskedAndLeftOutAsTheEnvironmentSays() throws Exception {
    HttpServer proxy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.start();
    try {
      // No such host; and this is a server that opens no tunnel, but it is asked for one.
      String url = "https://ghe.test/api/v3";
      String address = "127.0.0.1:" + proxy.getAddress().getPort();
      assertThatThrownBy(() -> attest(url, Map.of("HTTPS_PROXY", "http://" + address), null))
          .hasMessageContaining("Could not reach ghe.test through the proxy " + address + ": it");
      Map<String, String> without =
          Map.of("HTTPS_PROXY", "http://" + address, "NO_PROXY", "ghe.test");
      assertThatThrownBy(() -> attest(url, without, null))
          .hasMessageContaining("Could not reach ghe.test: ");
    } finally {
      proxy.stop(0);
    }
  }

  private static void attest(String url, Map<String, String> proxy, @Nullable Path authority)
      throws KitrailException {
    Map<String, String> env = new HashMap<>(proxy);
    env.put("GITHUB_API_URL", url);
    env.put("GITHUB_REPOSITORY", "acme/faq");
    GitHubAccess access = GitHubAccess.of(env, "ghs_0123");
    try (GitHubApi api = GitHubApi.open(access, env, authority, Clock.systemUTC(), pause -> {})) {
      api.attest(BUNDLE);
    }
  }
}
