package io.github.kitrail.content.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegistryHostTest {
  @Test
  void dockerHubHasAnApiElsewhereAndALibrary() throws Exception {
    for (String name : new String[] {"docker.io", "index.docker.io", "registry-1.docker.io"}) {
      RegistryHost host = RegistryHost.parse(name);
      assertThat(host.name()).isEqualTo("docker.io");
      assertThat(host.base(false)).hasToString("https://registry-1.docker.io");
      assertThat(host.repository("alpine")).isEqualTo("library/alpine");
      assertThat(host.repository("acme/faq")).isEqualTo("acme/faq");
    }
  }

  @Test
  void othersAreWhatTheySay() throws Exception {
    assertThat(RegistryHost.parse("ghcr.io").base(false)).hasToString("https://ghcr.io");
    assertThat(RegistryHost.parse("localhost:5000").base(true))
        .hasToString("http://localhost:5000");
    assertThat(RegistryHost.parse("[::1]:5000").base(true)).hasToString("http://[::1]:5000");
    assertThat(RegistryHost.parse("ghcr.io").repository("faq")).isEqualTo("faq");
  }
}
