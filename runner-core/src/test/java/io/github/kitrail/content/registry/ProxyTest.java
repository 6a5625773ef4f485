package io.github.kitrail.content.registry;

import static io.github.kitrail.content.registry.TestRegistries.bytes;
import static io.github.kitrail.content.registry.TestRegistries.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.http.TlsOptions;
import io.github.kitrail.fixture.Certificates;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyTest {
  @TempDir Path directory;

  private static RegistryOptions.Builder options(Map<String, String> environment) {
    return TestRegistries.options().environment(environment);
  }

  @Test
  void plainHttpGoesThroughTheProxy() throws Exception {
    byte[] content = bytes(2_000_000);
    try (FixtureRegistry registry = FixtureRegistry.start();
        TestProxy proxy = new TestProxy(registry.host(), "");
        Registries registries =
            new Registries(
                options(Map.of("http_proxy", "http://" + proxy.authority())).build(), c -> null)) {
      registries.repository("registry.test", "acme/faq").write(pending(content, -1));
      assertThat(registry.repository("acme/faq").blob(Digest.of(content).toString()))
          .isEqualTo(content);
      assertThat(proxy.lines().get(0)).startsWith("POST http://registry.test");
    }
  }

  @Test
  void tlsGoesThroughATunnelWithTheProxysPassword() throws Exception {
    Certificates certificates = Certificates.generate(directory);
    TlsOptions tls = new TlsOptions(true, certificates.authority(), null, null);
    // dXNlcjpwYXNzOndvcmQ= is user:pass:word
    try (FixtureRegistry registry = FixtureRegistry.builder().tls(certificates).start();
        TestProxy proxy = new TestProxy(registry.host(), "Basic dXNlcjpwYXNzOndvcmQ=")) {
      String withLogin = "http://user:pass%3Aword@" + proxy.authority();
      RegistryOptions options =
          options(Map.of("HTTPS_PROXY", withLogin)).plainHttp(false).tls(tls).build();
      try (Registries registries = new Registries(options, c -> null)) {
        assertThat(registries.repository("registry.test", "acme/faq").tags()).isEmpty();
        assertThat(proxy.lines()).contains("CONNECT registry.test:443 HTTP/1.1");
      }
      RegistryOptions without =
          options(Map.of("HTTPS_PROXY", proxy.authority())).plainHttp(false).tls(tls).build();
      try (Registries registries = new Registries(without, c -> null)) {
        assertThatThrownBy(() -> registries.repository("registry.test", "acme/faq").tags())
            .isInstanceOf(KitrailException.class)
            .hasMessageContaining(
                "through the proxy " + proxy.authority() + ": it asks for a login");
      }
    }
  }

  @Test
  void plainHttpThroughAProxyThatAsksForALogin() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start();
        TestProxy proxy = new TestProxy(registry.host(), "Basic dTpw")) {
      RegistryOptions with =
          options(Map.of("HTTP_PROXY", "http://u:p@" + proxy.authority())).build();
      try (Registries registries = new Registries(with, c -> null)) {
        assertThat(registries.repository("registry.test", "acme/faq").tags()).isEmpty();
      }
      RegistryOptions without = options(Map.of("HTTP_PROXY", proxy.authority())).build();
      try (Registries registries = new Registries(without, c -> null)) {
        assertThatThrownBy(() -> registries.repository("registry.test", "acme/faq").tags())
            .hasMessageContaining("it asks for a login");
      }
    }
  }

  @Test
  void loopbackAndExceptionsGoDirectly() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start();
        TestProxy proxy = new TestProxy(registry.host(), "")) {
      RegistryOptions options =
          options(Map.of("HTTP_PROXY", proxy.authority(), "NO_PROXY", ".invalid")).build();
      try (Registries registries = new Registries(options, c -> null)) {
        TestRegistries.repository(registries, registry).tags();
        assertThatThrownBy(() -> registries.repository("registry.invalid", "a").tags())
            .hasMessageContaining("there is no host of this name");
      }
      assertThat(proxy.lines()).isEmpty();
    }
  }

  @Test
  void explicitProxyWinsOverTheEnvironment() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start();
        TestProxy proxy = new TestProxy(registry.host(), "")) {
      RegistryOptions options =
          options(Map.of("HTTP_PROXY", "http://127.0.0.1:1"))
              .proxy("http://" + proxy.authority())
              .build();
      try (Registries registries = new Registries(options, c -> null)) {
        assertThat(registries.repository("registry.test", "acme/faq").tags()).isEmpty();
      }
    }
  }

  @Test
  void proxyThatIsNotThereIsNamedWithoutItsPassword() {
    RegistryOptions options = options(Map.of("HTTP_PROXY", "http://u:s3cret@127.0.0.1:1")).build();
    try (Registries registries = new Registries(options, c -> null)) {
      assertThatThrownBy(() -> registries.repository("registry.test", "a").tags())
          .isInstanceOfSatisfying(
              KitrailException.class,
              e ->
                  assertThat(e.getMessage())
                      .contains("through the proxy 127.0.0.1:1: nothing listens there")
                      .doesNotContain("s3cret"));
    }
  }

  @Test
  void proxyOfAnotherKindIsBadInput() {
    RegistryOptions options = options(Map.of("HTTPS_PROXY", "socks5://u:s3cret@host:1")).build();
    try (Registries registries = new Registries(options, c -> null)) {
      assertThatThrownBy(() -> registries.registry("registry.test"))
          .isInstanceOfSatisfying(
              KitrailException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT);
                assertThat(e.getMessage()).contains("HTTPS_PROXY").doesNotContain("s3cret");
              });
    }
  }
}
