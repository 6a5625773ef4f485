package io.jenkins.plugins.kitrail.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.util.Secret;
import io.jenkins.plugins.kitrail.command.CredentialVariables;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.Test;

/** Credentials of each kind, in a list instead of a Jenkins. */
class StepCredentialsTest {
  private static final String PEM =
      "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nc2VjcmV0\n"
          + "-----END ENCRYPTED SIGSTORE PRIVATE KEY-----\n";

  private final Shelf shelf =
      new Shelf(
          List.of(
              new Login("registry", "bot", "pw"),
              new Text("phrase", "open sesame"),
              new Text("token", "eyJh.b.c"),
              new Text("key-text", PEM),
              new SecretFile("key-file", PEM),
              new SecretFile("docker", "{\"auths\": {}}")));

  @Test
  void eachCredentialGetsToTheToolAndKnowsOfIt() throws Exception {
    CredentialVariables found =
        StepCredentials.lookUp(
            shelf, new CredentialIds("registry", "docker", "key-file", "phrase", "token"));

    assertThat(found.variables())
        .containsEntry("KITRAIL_REGISTRY_USERNAME", "bot")
        .containsEntry("KITRAIL_REGISTRY_PASSWORD", "pw")
        .containsEntry("KITRAIL_SIGNING_KEY", PEM)
        .containsEntry("KITRAIL_KEY_PASSPHRASE", "open sesame")
        .containsEntry("SIGSTORE_ID_TOKEN", "eyJh.b.c");
    assertThat(found.dockerConfig()).isEqualTo("{\"auths\": {}}");
    assertThat(shelf.used)
        .containsExactlyInAnyOrder("registry", "docker", "key-file", "phrase", "token");
  }

  @Test
  void aKeyMayBeASecretText() throws Exception {
    CredentialVariables found =
        StepCredentials.lookUp(shelf, CredentialIds.NONE.withSigner("key-text", null, null));

    assertThat(found.variables()).containsOnlyKeys("KITRAIL_SIGNING_KEY");
    assertThat(shelf.used).containsExactly("key-text");
  }

  @Test
  void withoutIdsNothingIsLookedUp() throws Exception {
    assertThat(StepCredentials.lookUp(shelf, CredentialIds.NONE).variables()).isEmpty();
    assertThat(shelf.used).isEmpty();
  }

  @Test
  void oneThatIsMissingIsOneSentence() {
    assertFails(
        CredentialIds.NONE.withRegistry("nope"),
        "There is no credential nope that this build may use. Look for its id at Manage Jenkins,"
            + " Credentials, and in the job's folder; a username with password is needed.");
  }

  @Test
  void oneOfAnotherKindIsOneSentence() {
    assertFails(
        CredentialIds.NONE.withRegistry("phrase"),
        "The credential phrase is of the kind Text, and a username with password is needed.");
    assertFails(
        CredentialIds.NONE.withDockerConfig("phrase"),
        "The credential phrase is of the kind Text, and a secret file is needed.");
    assertFails(
        CredentialIds.NONE.withSigner("registry", null, null),
        "The credential registry is of the kind Login, and a secret file or secret text is"
            + " needed.");
    assertFails(
        CredentialIds.NONE.withSigner(null, "docker", null),
        "The credential docker is of the kind SecretFile, and a secret text is needed.");
    assertThat(shelf.used).as("used by nobody").isEmpty();
  }

  private void assertFails(CredentialIds ids, String sentence) {
    assertThatThrownBy(() -> StepCredentials.lookUp(shelf, ids))
        .isInstanceOf(AbortException.class)
        .hasMessage(sentence);
  }

  private static final class Shelf implements CredentialSource {
    private final List<StandardCredentials> all;
    private final List<String> used = new ArrayList<>();

    Shelf(List<StandardCredentials> all) {
      this.all = all;
    }

    @Override
    @CheckForNull
    public <C extends StandardCredentials> C find(String id, Class<C> type) {
      return all.stream()
          .filter(it -> it.getId().equals(id) && type.isInstance(it))
          .map(type::cast)
          .findFirst()
          .orElse(null);
    }

    @Override
    public void used(StandardCredentials credential) {
      used.add(credential.getId());
    }
  }

  /** Its kind is called like its class. */
  private abstract static class Stored implements StandardCredentials {
    private final String id;

    Stored(String id) {
      this.id = id;
    }

    @Override
    public String getId() {
      return id;
    }

    @Override
    public String getDescription() {
      return "";
    }

    @Override
    public CredentialsDescriptor getDescriptor() {
      String kind = getClass().getSimpleName();
      return new CredentialsDescriptor() {
        @Override
        public String getDisplayName() {
          return kind;
        }
      };
    }
  }

  private static final class Login extends Stored implements StandardUsernamePasswordCredentials {
    private final String username;
    private final String password;

    Login(String id, String username, String password) {
      super(id);
      this.username = username;
      this.password = password;
    }

    @Override
    public String getUsername() {
      return username;
    }

    @Override
    public Secret getPassword() {
      return Secret.fromString(password);
    }
  }

  private static final class Text extends Stored implements StringCredentials {
    private final String text;

    Text(String id, String text) {
      super(id);
      this.text = text;
    }

    @Override
    public Secret getSecret() {
      return Secret.fromString(text);
    }
  }

  private static final class SecretFile extends Stored implements FileCredentials {
    private final String text;

    SecretFile(String id, String text) {
      super(id);
      this.text = text;
    }

    @Override
    public String getFileName() {
      return "file";
    }

    @Override
    public InputStream getContent() {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
