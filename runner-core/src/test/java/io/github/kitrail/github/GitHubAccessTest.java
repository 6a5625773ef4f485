package io.github.kitrail.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubAccessTest {
  @Test
  void enterprisesHaveTheirOwnHost() throws Exception {
    assertThat(GitHubAccess.of(Map.of("GITHUB_REPOSITORY", "a/b"), "t").api().toString())
        .isEqualTo("https://api.github.com");
    GitHubAccess access =
        GitHubAccess.of(
            Map.of("GITHUB_REPOSITORY", "a/b", "GITHUB_API_URL", "https://ghe.example/api/v3/"),
            "t");
    assertThat(access.at("attestations").toString())
        .isEqualTo("https://ghe.example/api/v3/repos/a/b/attestations");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://ghe.example/api/v3", "ftp://127.0.0.1", "api.github.com", ":"})
  void theTokenIsNotSentWhereOthersReadIt(String url) {
    Map<String, String> env = Map.of("GITHUB_REPOSITORY", "a/b", "GITHUB_API_URL", url);
    assertThatThrownBy(() -> GitHubAccess.of(env, "ghs_secret"))
        .hasMessageContaining("no https address")
        .hasMessageNotContaining("ghs_secret");
  }

  @Test
  void theTokenIsNotPrinted() throws Exception {
    assertThat(GitHubAccess.of(Map.of("GITHUB_REPOSITORY", "a/b"), "ghs_secret").toString())
        .isEqualTo("a/b at https://api.github.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a/b/c", "a/../b"})
  void aRepositoryIsAnOwnerAndAName(String repository) {
    assertThatThrownBy(() -> GitHubAccess.of(Map.of("GITHUB_REPOSITORY", repository), "t"))
        .hasMessageContaining("GITHUB_REPOSITORY");
    assertThatThrownBy(() -> GitHubAccess.of(Map.of("GITHUB_REPOSITORY", "a/b"), " "))
        .hasMessageContaining("The input github-token is empty");
  }
}
