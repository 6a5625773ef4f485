package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionCredentialsTest {
  @ParameterizedTest
  @CsvSource({
    "https://github.com, ghcr.io",
    "https://ghe.acme.example, containers.ghe.acme.example"
  })
  void theJobsTokenOpensGitHubsRegistryAndNoOther(String server, String registry) throws Exception {
    Path file;
    Map<String, String> env =
        Map.of(
            "GITHUB_SERVER_URL", server, "GITHUB_ACTOR", "octocat", "INPUT_GITHUB-TOKEN", "ghs_1");
    try (ActionCredentials credentials = credentials(env)) {
      file = Path.of(credentials.env().get("REGISTRY_AUTH_FILE"));
      JsonNode auths = new ObjectMapper().readTree(file.toFile()).path("auths");
      assertThat(auths.fieldNames()).toIterable().containsExactly(registry);
      String auth = auths.path(registry).path("auth").asText();
      assertThat(new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8))
          .isEqualTo("octocat:ghs_1");
      assertThat(credentials.env()).doesNotContainKey("KITRAIL_REGISTRY_PASSWORD");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
          .isEqualTo("rwx------");
    }
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void aFileOfTheWorkflowsOwnStays() throws Exception {
    Map<String, String> env = Map.of("REGISTRY_AUTH_FILE", "/mine", "INPUT_GITHUB-TOKEN", "ghs_1");
    try (ActionCredentials credentials = credentials(env)) {
      assertThat(credentials.env()).containsEntry("REGISTRY_AUTH_FILE", "/mine");
    }
  }

  private static ActionCredentials credentials(Map<String, String> env) throws Exception {
    Map<String, String> all = new HashMap<>(env);
    all.put("INPUT_DIRECTORY", ".");
    all.put("INPUT_TAG", "a:1");
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(
            all,
            new ByteArrayInputStream(new byte[0]),
            nowhere,
            nowhere,
            Clock.systemUTC(),
            pause -> {},
            false);
    return ActionCredentials.of(
        ActionValues.of(ActionInputs.of(Action.PUBLISH, terminal), all), all);
  }
}
