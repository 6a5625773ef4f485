package io.jenkins.plugins.kitrail.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kitrail.credentials.CredentialIds;
import java.util.List;

/**
 * What a step wants to be run.
 *
 * @param command of {@code kitrail}, for sentences
 * @param arguments of {@code kitrail}, the command first; nothing secret
 * @param jdk the name of a JDK in Jenkins' tools; null for the agent's own Java
 */
public record StepRequest(
    String command, List<String> arguments, CredentialIds credentials, @CheckForNull String jdk) {
  public StepRequest {
    arguments = List.copyOf(arguments);
  }
}
