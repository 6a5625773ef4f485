package io.jenkins.plugins.kitrail.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.kitrail.command.CredentialVariables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Looks up the credentials of a step as the build that runs it may. */
public final class StepCredentials {
  private final CredentialSource source;

  private StepCredentials(CredentialSource source) {
    this.source = source;
  }

  /**
   * Also notes with each credential that this build used it. Call it on the thread of the pipeline:
   * only there does the authentication of the build apply.
   *
   * @throws AbortException with a sentence, for a credential that is not there, or not for this
   *     build, or of another kind
   */
  public static CredentialVariables lookUp(Run<?, ?> run, CredentialIds ids) throws IOException {
    return lookUp(new RunCredentials(run), ids);
  }

  static CredentialVariables lookUp(CredentialSource source, CredentialIds ids) throws IOException {
    try {
      return new StepCredentials(source).lookUp(ids);
    } catch (IllegalArgumentException e) {
      throw new AbortException(e.getMessage());
    }
  }

  private CredentialVariables lookUp(CredentialIds ids) throws IOException {
    CredentialVariables variables = new CredentialVariables();
    if (ids.registry() != null) {
      StandardUsernamePasswordCredentials login =
          find(
              ids.registry(),
              StandardUsernamePasswordCredentials.class,
              "a username with password");
      variables.registry(
          login.getUsername(), login.isUsernameSecret(), login.getPassword().getPlainText());
    }
    if (ids.dockerConfig() != null) {
      variables.dockerConfig(
          ids.dockerConfig(),
          text(find(ids.dockerConfig(), FileCredentials.class, "a secret file")));
    }
    if (ids.key() != null) {
      variables.key(ids.key(), key(ids.key()));
    }
    if (ids.passphrase() != null) {
      variables.passphrase(secretText(ids.passphrase()));
    }
    if (ids.identityToken() != null) {
      variables.identityToken(secretText(ids.identityToken()));
    }
    return variables;
  }

  private String key(String id) throws IOException {
    FileCredentials file = source.find(id, FileCredentials.class);
    if (file != null) {
      source.used(file);
      return text(file);
    }
    return find(id, StringCredentials.class, "a secret file or secret text")
        .getSecret()
        .getPlainText();
  }

  private String secretText(String id) throws AbortException {
    return find(id, StringCredentials.class, "a secret text").getSecret().getPlainText();
  }

  private static String text(FileCredentials file) throws IOException {
    try (InputStream content = file.getContent()) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private <C extends StandardCredentials> C find(String id, Class<C> type, String kind)
      throws AbortException {
    C found = source.find(id, type);
    if (found != null) {
      source.used(found);
      return found;
    }
    StandardCredentials other = source.find(id, StandardCredentials.class);
    if (other != null) {
      throw wrongKind(id, other, kind);
    }
    throw new AbortException(
        "There is no credential "
            + id
            + " that this build may use. Look for its id at Manage Jenkins, Credentials, and in the"
            + " job's folder; "
            + kind
            + " is needed.");
  }

  private static AbortException wrongKind(String id, StandardCredentials other, String kind) {
    return new AbortException(
        "The credential "
            + id
            + " is of the kind "
            + other.getDescriptor().getDisplayName()
            + ", and "
            + kind
            + " is needed.");
  }
}
