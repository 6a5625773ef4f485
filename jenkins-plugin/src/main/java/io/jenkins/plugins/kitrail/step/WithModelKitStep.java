package io.jenkins.plugins.kitrail.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.kitrail.command.StepDefaults;
import io.jenkins.plugins.kitrail.config.KitrailConfiguration;
import io.jenkins.plugins.kitrail.credentials.CredentialIds;
import io.jenkins.plugins.kitrail.execution.WithModelKitExecution;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code withModelKit}: inside of its block {@code sh} and {@code bat} find the {@code kitrail}
 * command, and that finds the credentials.
 */
public final class WithModelKitStep extends Step {
  @CheckForNull private String credentialsId;
  @CheckForNull private String dockerConfigCredentialsId;
  @CheckForNull private String keyCredentialsId;
  @CheckForNull private String passphraseCredentialsId;
  @CheckForNull private String identityTokenCredentialsId;
  @CheckForNull private String jdk;
  @CheckForNull private String tool;

  @DataBoundConstructor
  public WithModelKitStep() {
    // All of its arguments are optional.
  }

  @Override
  public StepExecution start(StepContext context) throws Exception {
    StepDefaults defaults = KitrailConfiguration.get().defaults();
    CredentialIds ids =
        CredentialIds.NONE
            .withRegistry(credentialsId == null ? defaults.credentialsId() : credentialsId)
            .withDockerConfig(dockerConfigCredentialsId)
            .withSigner(keyCredentialsId, passphraseCredentialsId, identityTokenCredentialsId);
    return WithModelKitExecution.of(
        context, ids, jdk == null ? defaults.jdk() : jdk, tool, defaults.sigstore());
  }

  @CheckForNull
  public String getCredentialsId() {
    return credentialsId;
  }

  @DataBoundSetter
  public void setCredentialsId(@CheckForNull String credentialsId) {
    this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
  }

  @CheckForNull
  public String getDockerConfigCredentialsId() {
    return dockerConfigCredentialsId;
  }

  @DataBoundSetter
  public void setDockerConfigCredentialsId(@CheckForNull String credentialsId) {
    this.dockerConfigCredentialsId = Util.fixEmptyAndTrim(credentialsId);
  }

  @CheckForNull
  public String getKeyCredentialsId() {
    return keyCredentialsId;
  }

  @DataBoundSetter
  public void setKeyCredentialsId(@CheckForNull String credentialsId) {
    this.keyCredentialsId = Util.fixEmptyAndTrim(credentialsId);
  }

  @CheckForNull
  public String getPassphraseCredentialsId() {
    return passphraseCredentialsId;
  }

  @DataBoundSetter
  public void setPassphraseCredentialsId(@CheckForNull String credentialsId) {
    this.passphraseCredentialsId = Util.fixEmptyAndTrim(credentialsId);
  }

  @CheckForNull
  public String getIdentityTokenCredentialsId() {
    return identityTokenCredentialsId;
  }

  @DataBoundSetter
  public void setIdentityTokenCredentialsId(@CheckForNull String credentialsId) {
    this.identityTokenCredentialsId = Util.fixEmptyAndTrim(credentialsId);
  }

  @CheckForNull
  public String getJdk() {
    return jdk;
  }

  @DataBoundSetter
  public void setJdk(@CheckForNull String jdk) {
    this.jdk = Util.fixEmptyAndTrim(jdk);
  }

  @CheckForNull
  public String getTool() {
    return tool;
  }

  @DataBoundSetter
  public void setTool(@CheckForNull String tool) {
    this.tool = Util.fixEmptyAndTrim(tool);
  }

  @Extension
  public static final class DescriptorImpl extends ModelKitStepDescriptor {
    @Override
    public String getFunctionName() {
      return "withModelKit";
    }

    @Override
    public String getDisplayName() {
      return "Kitrail: the kitrail command and its credentials in a block";
    }

    @Override
    public boolean takesImplicitBlockArgument() {
      return true;
    }
  }
}
