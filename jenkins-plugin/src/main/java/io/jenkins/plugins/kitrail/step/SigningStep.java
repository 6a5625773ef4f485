package io.jenkins.plugins.kitrail.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.kitrail.credentials.CredentialIds;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** A step whose command signs with {@code --key}, or keylessly. */
public abstract class SigningStep extends ModelKitStep {
  @CheckForNull private String keyCredentialsId;
  @CheckForNull private String passphraseCredentialsId;
  @CheckForNull private String identityTokenCredentialsId;

  SigningStep(String command) {
    super(command);
  }

  @Override
  List<String> commandLine() {
    return commandLine("--key", keyCredentialsId);
  }

  @Override
  CredentialIds credentialIds() {
    return super.credentialIds()
        .withSigner(keyCredentialsId, passphraseCredentialsId, identityTokenCredentialsId);
  }

  @CheckForNull
  public final String getKeyCredentialsId() {
    return keyCredentialsId;
  }

  @DataBoundSetter
  public final void setKeyCredentialsId(@CheckForNull String credentialsId) {
    this.keyCredentialsId = Util.fixEmptyAndTrim(credentialsId);
  }

  @CheckForNull
  public final String getPassphraseCredentialsId() {
    return passphraseCredentialsId;
  }

  @DataBoundSetter
  public final void setPassphraseCredentialsId(@CheckForNull String credentialsId) {
    this.passphraseCredentialsId = Util.fixEmptyAndTrim(credentialsId);
  }

  @CheckForNull
  public final String getIdentityTokenCredentialsId() {
    return identityTokenCredentialsId;
  }

  @DataBoundSetter
  public final void setIdentityTokenCredentialsId(@CheckForNull String credentialsId) {
    this.identityTokenCredentialsId = Util.fixEmptyAndTrim(credentialsId);
  }
}
