package io.jenkins.plugins.kitrail.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.kitrail.command.ArgumentName;
import io.jenkins.plugins.kitrail.command.Arguments;
import io.jenkins.plugins.kitrail.command.CredentialVariables;
import io.jenkins.plugins.kitrail.command.RegistryName;
import io.jenkins.plugins.kitrail.command.StepDefaults;
import io.jenkins.plugins.kitrail.config.KitrailConfiguration;
import io.jenkins.plugins.kitrail.credentials.CredentialIds;
import io.jenkins.plugins.kitrail.execution.ModelKitExecution;
import io.jenkins.plugins.kitrail.execution.StepRequest;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A step that runs one command of {@code kitrail} on the agent. Its arguments are the command's
 * options under the names of {@link io.jenkins.plugins.kitrail.command.ArgumentName}; what only a
 * step has is where Jenkins keeps credentials and Java. {@code StepArgumentsTest} of the offline
 * build compares all of them with the command itself.
 */
public abstract class ModelKitStep extends Step {
  private static final int CONCURRENCY = 4;

  private final String command;
  private final Arguments arguments = new Arguments();
  private boolean tlsVerify = true;
  private int concurrency = CONCURRENCY;
  @CheckForNull private String credentialsId;
  @CheckForNull private String dockerConfigCredentialsId;
  @CheckForNull private String jdk;

  /**
   * @param command of {@code kitrail}
   */
  ModelKitStep(String command) {
    this.command = command;
  }

  /** What the user gave, for those who add to it. */
  final Arguments arguments() {
    return arguments;
  }

  final String command() {
    return command;
  }

  /**
   * The arguments of the command, as the agent gets them.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  List<String> commandLine() {
    return arguments.commandLine(command);
  }

  /** The same, when the key that {@code option} names is in a credential. */
  final List<String> commandLine(String option, @CheckForNull String credentialsId) {
    List<String> line = arguments.commandLine(command);
    if (credentialsId == null) {
      return line;
    }
    if (arguments.get(option) != null) {
      String name = ArgumentName.of(option);
      throw new IllegalArgumentException(
          "The arguments " + name + " and " + name + "CredentialsId both name a key: give one.");
    }
    line.add(1, option + "=env:" + CredentialVariables.KEY);
    return line;
  }

  /** Which credentials the command gets. */
  CredentialIds credentialIds() {
    return CredentialIds.NONE
        .withRegistry(credentialsId)
        .withDockerConfig(dockerConfigCredentialsId);
  }

  /** Whether the command reports smoke tests, and nobody said where to. */
  boolean reportsTests() {
    return false;
  }

  @Override
  public final StepExecution start(StepContext context) throws Exception {
    StepDefaults defaults = KitrailConfiguration.get().defaults();
    List<String> line;
    try {
      line = RegistryName.in(commandLine(), defaults.registry());
    } catch (IllegalArgumentException e) {
      throw ModelKitExecution.refused(
          context, List.of(command, "--"), String.valueOf(e.getMessage()));
    }
    CredentialIds ids = credentialIds();
    return ModelKitExecution.of(
        context,
        new StepRequest(
            command,
            line,
            ids.registry() == null ? ids.withRegistry(defaults.credentialsId()) : ids,
            jdk == null ? defaults.jdk() : jdk,
            reportsTests(),
            defaults.sigstore()));
  }

  @CheckForNull
  public final String getCredentialsId() {
    return credentialsId;
  }

  @DataBoundSetter
  public final void setCredentialsId(@CheckForNull String credentialsId) {
    this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
  }

  @CheckForNull
  public final String getDockerConfigCredentialsId() {
    return dockerConfigCredentialsId;
  }

  @DataBoundSetter
  public final void setDockerConfigCredentialsId(@CheckForNull String credentialsId) {
    this.dockerConfigCredentialsId = Util.fixEmptyAndTrim(credentialsId);
  }

  @CheckForNull
  public final String getJdk() {
    return jdk;
  }

  @DataBoundSetter
  public final void setJdk(@CheckForNull String jdk) {
    this.jdk = Util.fixEmptyAndTrim(jdk);
  }

  @CheckForNull
  public final String getStore() {
    return arguments.get("--store");
  }

  @DataBoundSetter
  public final void setStore(@CheckForNull String store) {
    arguments.text("--store", store);
  }

  public final boolean isQuiet() {
    return arguments.isSet("--quiet");
  }

  @DataBoundSetter
  public final void setQuiet(boolean quiet) {
    arguments.flag("--quiet", quiet);
  }

  public final boolean isVerbose() {
    return arguments.isSet("--verbose");
  }

  @DataBoundSetter
  public final void setVerbose(boolean verbose) {
    arguments.flag("--verbose", verbose);
  }

  public final boolean isPlainHttp() {
    return arguments.isSet("--plain-http");
  }

  @DataBoundSetter
  public final void setPlainHttp(boolean plainHttp) {
    arguments.flag("--plain-http", plainHttp);
  }

  public final boolean isTlsVerify() {
    return tlsVerify;
  }

  @DataBoundSetter
  public final void setTlsVerify(boolean tlsVerify) {
    this.tlsVerify = tlsVerify;
    arguments.text("--tls-verify", tlsVerify ? null : "false");
  }

  @CheckForNull
  public final String getTlsCa() {
    return arguments.get("--tls-ca");
  }

  @DataBoundSetter
  public final void setTlsCa(@CheckForNull String tlsCa) {
    arguments.text("--tls-ca", tlsCa);
  }

  @CheckForNull
  public final String getTlsCert() {
    return arguments.get("--tls-cert");
  }

  @DataBoundSetter
  public final void setTlsCert(@CheckForNull String tlsCert) {
    arguments.text("--tls-cert", tlsCert);
  }

  @CheckForNull
  public final String getTlsKey() {
    return arguments.get("--tls-key");
  }

  @DataBoundSetter
  public final void setTlsKey(@CheckForNull String tlsKey) {
    arguments.text("--tls-key", tlsKey);
  }

  public final int getConcurrency() {
    return concurrency;
  }

  @DataBoundSetter
  public final void setConcurrency(int concurrency) {
    this.concurrency = concurrency;
    arguments.text(
        "--concurrency", concurrency == CONCURRENCY ? null : Integer.toString(concurrency));
  }

  @CheckForNull
  public final String getUpload() {
    return arguments.get("--upload");
  }

  @DataBoundSetter
  public final void setUpload(@CheckForNull String upload) {
    arguments.text("--upload", upload);
  }
}
