package io.jenkins.plugins.kitrail.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kitrail.credentials.CredentialIds;
import java.util.List;
import java.util.Map;

/**
 * What a step wants to be run.
 *
 * @param command of {@code kitrail}, for sentences
 * @param arguments of {@code kitrail}, the command first; nothing secret
 * @param jdk the name of a JDK in Jenkins' tools; null for the agent's own Java
 * @param tests whether the command can report smoke tests, and the report is for Jenkins itself
 * @param sigstore variables of its environment, unless that has them: paths or contents of files
 */
public record StepRequest(
    String command,
    List<String> arguments,
    CredentialIds credentials,
    @CheckForNull String jdk,
    boolean tests,
    Map<String, String> sigstore) {
  public StepRequest {
    arguments = List.copyOf(arguments);
    sigstore = Map.copyOf(sigstore);
  }

  /** For a Jenkins that has no place for them. */
  StepRequest withoutTests() {
    return new StepRequest(command, arguments, credentials, jdk, false, sigstore);
  }
}
