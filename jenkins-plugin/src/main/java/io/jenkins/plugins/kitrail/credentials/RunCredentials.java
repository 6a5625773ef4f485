package io.jenkins.plugins.kitrail.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import java.util.List;

/** Those that a build may use. Each one remembers the builds that did. */
final class RunCredentials implements CredentialSource {
  private final Run<?, ?> run;

  RunCredentials(Run<?, ?> run) {
    this.run = run;
  }

  @Override
  @CheckForNull
  public <C extends StandardCredentials> C find(String id, Class<C> type) {
    return CredentialsProvider.findCredentialById(id, type, run, List.of());
  }

  @Override
  public void used(StandardCredentials credential) {
    CredentialsProvider.track(run, credential);
  }
}
