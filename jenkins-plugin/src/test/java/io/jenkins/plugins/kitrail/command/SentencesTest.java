package io.jenkins.plugins.kitrail.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
  @Test
  void aFailureIsOneSentenceWithTheToolsOwnWords() {
    assertThat(ExitStatus.sentence("verify", 3, "No signature of ghcr.io/acme/faq is by this key."))
        .isEqualTo(
            "kitrail verify failed, status 3 (not trusted): No signature of ghcr.io/acme/faq is by"
                + " this key.");
    assertThat(ExitStatus.sentence("test", -1, null))
        .isEqualTo(
            "kitrail test failed, status -1 (the process is gone, as after a restart of the agent's"
                + " machine); the log above says why.");
  }

  @ParameterizedTest
  @CsvSource({
    "'openjdk version \"17.0.12\" 2024-07-16', 17, 17.0.12, true",
    "'Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version \"25\" 2025-09-16', 25, 25, true",
    "'openjdk version \"21-ea\"', 21, 21-ea, true",
    "'java version \"1.8.0_392\"', 8, 1.8.0_392, false",
    "'openjdk version \"11.0.2\"', 11, 11.0.2, false",
  })
  void javaSaysItsVersion(String printed, int feature, String text, boolean enough) {
    JavaVersion version = JavaVersion.parse(printed);
    assertThat(version).isEqualTo(new JavaVersion(feature, text));
    assertThat(version.isNewEnough()).isEqualTo(enough);
  }

  @Test
  void otherProgramsHaveNone() {
    assertThat(JavaVersion.parse("sh: java: not found")).isNull();
  }

  @Test
  void argumentsAreOptionsInTheWordsOfGroovy() {
    assertThat(ArgumentName.of("--certificate-oidc-issuer")).isEqualTo("certificateOidcIssuer");
    assertThat(ArgumentName.of("reference")).isEqualTo("reference");
    assertThat(ArgumentName.in("With --sign-key, or `sign --key` takes it."))
        .isEqualTo("With `signKey`, or `sign --key` takes it.");
  }
}
