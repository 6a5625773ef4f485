package io.github.kitrail.content.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|https://ghcr.io|false",
        "''|https://localhost:5000|true",
        "''|http://127.0.0.1:5000|true",
        "''|http://[::1]:5000|true",
        "*|https://ghcr.io|true",
        "ghcr.io|https://ghcr.io|true",
        "GHCR.io|https://ghcr.IO|true",
        "ghcr.io|https://sub.ghcr.io|true",
        "ghcr.io|https://notghcr.io|false",
        ".example.com|https://a.example.com|true",
        ".example.com|https://example.com|false",
        "*.example.com|https://a.example.com|true",
        "a.com, b.com|https://b.com|true",
        "b.com:443|https://b.com|true",
        "b.com:5000|https://b.com|false",
        "10.0.0.0/8|https://10.1.2.3|true",
        "10.0.0.0/8|https://11.1.2.3|false",
        "10.0.0.0/8|https://ten.example.com|false",
        "192.168.1.77|http://192.168.1.77:5000|true",
        "fd00::/8|http://[fd12::1]:5000|true",
        "fd00::1|http://[fd00::1]:5000|true",
        "fe80::/10|http://10.0.0.1|false",
        "10.0.0.0/x|https://10.1.2.3|false",
        ",,|https://ghcr.io|false",
      })
  void followsGosRules(String value, String target, boolean direct) {
    assertThat(NoProxy.parse(value).matches(Origin.of(URI.create(target)))).isEqualTo(direct);
  }
}
