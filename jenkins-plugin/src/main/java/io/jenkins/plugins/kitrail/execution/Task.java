package io.jenkins.plugins.kitrail.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.Secret;
import io.jenkins.plugins.kitrail.command.CredentialVariables;
import io.jenkins.plugins.kitrail.command.SecretMask;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What has to be run on an agent, with its secrets. It is saved with the build, so the secrets are
 * {@link Secret}s; and no Java record, as a pipeline's state is saved by JBoss Marshalling.
 */
final class Task implements Serializable {
  private static final long serialVersionUID = 1L;

  /** In the environment of all processes of a task, and of no other one. */
  static final String VARIABLE = "KITRAIL_TASK";

  private final String id;
  private final String command;
  private final ArrayList<String> arguments;
  private final LinkedHashMap<String, Secret> variables = new LinkedHashMap<>();
  private final ArrayList<Secret> secrets = new ArrayList<>();
  @CheckForNull private final Secret dockerConfig;
  @CheckForNull private final String jdk;
  private final boolean tests;
  private final LinkedHashMap<String, String> sigstore;

  Task(StepRequest request, CredentialVariables credentials, UUID id) {
    this.id = id.toString();
    this.command = request.command();
    this.arguments = new ArrayList<>(request.arguments());
    this.jdk = request.jdk();
    this.tests = request.tests();
    this.sigstore = new LinkedHashMap<>(request.sigstore());
    credentials.variables().forEach((name, value) -> variables.put(name, Secret.fromString(value)));
    credentials.secrets().forEach(it -> secrets.add(Secret.fromString(it)));
    String config = credentials.dockerConfig();
    dockerConfig = config == null ? null : Secret.fromString(config);
  }

  /** No other task has it. */
  String id() {
    return id;
  }

  String command() {
    return command;
  }

  List<String> arguments() {
    return List.copyOf(arguments);
  }

  @CheckForNull
  String jdk() {
    return jdk;
  }

  /** Whether the command reports smoke tests to Jenkins. */
  boolean hasTests() {
    return tests;
  }

  /** Variables that name files of sigstore; a value is a path or a content. */
  Map<String, String> sigstore() {
    return Map.copyOf(sigstore);
  }

  Map<String, String> variables() {
    Map<String, String> plain = new LinkedHashMap<>();
    variables.forEach((name, value) -> plain.put(name, value.getPlainText()));
    return plain;
  }

  @CheckForNull
  String dockerConfig() {
    return dockerConfig == null ? null : dockerConfig.getPlainText();
  }

  SecretMask mask() {
    return new SecretMask(secrets.stream().map(Secret::getPlainText).toList());
  }
}
