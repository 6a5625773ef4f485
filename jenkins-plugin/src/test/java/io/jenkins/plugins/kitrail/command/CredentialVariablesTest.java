package io.jenkins.plugins.kitrail.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialVariablesTest {
  private static final String PEM =
      "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nc2VjcmV0\n"
          + "-----END ENCRYPTED SIGSTORE PRIVATE KEY-----\n";

  @Test
  void eachKindIsTheVariableThatTheToolReads() {
    CredentialVariables credentials =
        new CredentialVariables()
            .registry("bot", false, "pw")
            .key("signing", PEM)
            .passphrase("phrase")
            .identityToken("eyJh.b.c");

    assertThat(credentials.variables())
        .isEqualTo(
            Map.of(
                "KITRAIL_REGISTRY_USERNAME", "bot",
                "KITRAIL_REGISTRY_PASSWORD", "pw",
                "KITRAIL_SIGNING_KEY", PEM,
                "KITRAIL_KEY_PASSPHRASE", "phrase",
                "SIGSTORE_ID_TOKEN", "eyJh.b.c"));
    assertThat(credentials.secrets())
        .containsExactlyInAnyOrder("pw", "bot:pw", PEM, "phrase", "eyJh.b.c");
    assertThat(credentials.dockerConfig()).isNull();
  }

  @Test
  void aUsernameIsSecretWhenItsCredentialSaysSo() {
    assertThat(new CredentialVariables().registry("bot", true, "pw").secrets()).contains("bot");
  }

  @Test
  void aDockerConfigIsAFileAndItsPasswordsAreSecret() {
    String json =
        "{\"auths\": {\"a.io\": {\"auth\": \"Ym90OnB3\"}, \"b.io\": {\"identitytoken\": \"tok\"}}}";
    CredentialVariables credentials = new CredentialVariables().dockerConfig("docker", json);

    assertThat(credentials.dockerConfig()).isEqualTo(json);
    assertThat(credentials.variables()).isEmpty();
    // The password of the first one is what base64 hides.
    assertThat(credentials.secrets()).containsExactlyInAnyOrder("Ym90OnB3", "pw", "tok");
  }

  @Test
  void whatIsNoPrivateKeyIsSaidWithoutShowingIt() {
    for (String text :
        new String[] {"hunter2", "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----"}) {
      assertThatThrownBy(() -> new CredentialVariables().key("signing", text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The credential signing holds no private key:")
          .hasMessageNotContainingAny("hunter2", "MFkw");
    }
  }

  @Test
  void whatIsNoDockerConfigIsSaidWithoutShowingIt() {
    assertThatThrownBy(() -> new CredentialVariables().dockerConfig("docker", "{hunter2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The credential docker is no Docker config.json: it holds no JSON object.");
  }
}
