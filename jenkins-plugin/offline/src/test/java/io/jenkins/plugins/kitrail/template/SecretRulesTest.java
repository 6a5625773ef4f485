package io.jenkins.plugins.kitrail.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret and no value of a user is put into the text of a command. */
class SecretRulesTest {
  @Test
  void thePipelinesKeepThem() throws Exception {
    assertThat(Templates.groovy()).hasSize(10);
    for (Path file : Templates.groovy()) {
      assertThat(SecretRules.broken(Files.readString(file))).as(file.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sh \"curl -u robot:${PASSWORD} https://example.com\"",
        "echo \"the token is $env.GITOPS_TOKEN\"",
        "sh(script: \"kitrail list ${params.REFERENCE}\", returnStdout: true)",
        "sh(returnStdout: true, script: \"kitrail list ${settings.running}\")",
        "sh settings.train",
        "bat(\"echo %USER%\")"
      })
  void thisBreaksThem(String line) {
    assertThat(SecretRules.broken(line)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh 'curl -u robot:$PASSWORD'", "echo \"${candidate.passed} of ${all}\""})
  void thisDoesNot(String line) {
    assertThat(SecretRules.broken(line)).isEmpty();
  }
}
