package io.github.kitrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("peer")
class RegistryPeersTest {
  @TempDir Path directory;

  @Test
  void dockerRegistryAnswers() throws Exception {
    try (RunningRegistry registry = RegistryPeers.dockerRegistry(directory)) {
      assertThat(ping(registry)).isEqualTo(200);
    }
  }

  @Test
  void dockerRegistryAsksForAPassword() throws Exception {
    try (RunningRegistry registry =
        RegistryPeers.dockerRegistry(directory, "ann", "secret".toCharArray())) {
      assertThat(ping(registry)).isEqualTo(401);
    }
  }

  @Test
  void craneAnswers() throws Exception {
    try (RunningRegistry registry = RegistryPeers.crane(directory)) {
      assertThat(ping(registry)).isEqualTo(200);
    }
  }

  private static int ping(RunningRegistry registry) throws Exception {
    URI uri = URI.create("http://" + registry.host() + "/v2/");
    return ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode();
  }
}
