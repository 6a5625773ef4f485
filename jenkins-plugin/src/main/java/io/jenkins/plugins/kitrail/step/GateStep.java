package io.jenkins.plugins.kitrail.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.kitrail.credentials.CredentialIds;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code modelKitGate}: decides by a policy. */
public final class GateStep extends VerifyingStep {
  @CheckForNull private String signKeyCredentialsId;
  @CheckForNull private String passphraseCredentialsId;
  @CheckForNull private String identityTokenCredentialsId;

  @DataBoundConstructor
  public GateStep(String reference, String policy) {
    super("gate");
    arguments().parameter("reference", reference);
    arguments().text("--policy", policy);
  }

  @Override
  List<String> commandLine() {
    return commandLine("--sign-key", signKeyCredentialsId);
  }

  @Override
  CredentialIds credentialIds() {
    return super.credentialIds()
        .withSigner(signKeyCredentialsId, passphraseCredentialsId, identityTokenCredentialsId);
  }

  @CheckForNull
  public String getSignKeyCredentialsId() {
    return signKeyCredentialsId;
  }

  @DataBoundSetter
  public void setSignKeyCredentialsId(@CheckForNull String credentialsId) {
    this.signKeyCredentialsId = Util.fixEmptyAndTrim(credentialsId);
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
  public String getReference() {
    return arguments().get("reference");
  }

  @CheckForNull
  public String getPolicy() {
    return arguments().get("--policy");
  }

  @CheckForNull
  public String getReport() {
    return arguments().get("--report");
  }

  @DataBoundSetter
  public void setReport(@CheckForNull String report) {
    arguments().text("--report", report);
  }

  public boolean isAttest() {
    return arguments().isSet("--attest");
  }

  @DataBoundSetter
  public void setAttest(boolean attest) {
    arguments().flag("--attest", attest);
  }

  @CheckForNull
  public String getVsaEnvelope() {
    return arguments().get("--vsa-envelope");
  }

  @DataBoundSetter
  public void setVsaEnvelope(@CheckForNull String vsaEnvelope) {
    arguments().text("--vsa-envelope", vsaEnvelope);
  }

  @CheckForNull
  public String getSignKey() {
    return arguments().get("--sign-key");
  }

  @DataBoundSetter
  public void setSignKey(@CheckForNull String signKey) {
    arguments().text("--sign-key", signKey);
  }

  @CheckForNull
  public String getVerifierId() {
    return arguments().get("--verifier-id");
  }

  @DataBoundSetter
  public void setVerifierId(@CheckForNull String verifierId) {
    arguments().text("--verifier-id", verifierId);
  }

  @CheckForNull
  public String getLevel() {
    return arguments().get("--level");
  }

  @DataBoundSetter
  public void setLevel(@CheckForNull String level) {
    arguments().lines("--level", level);
  }

  @CheckForNull
  public String getResourceUri() {
    return arguments().get("--resource-uri");
  }

  @DataBoundSetter
  public void setResourceUri(@CheckForNull String resourceUri) {
    arguments().text("--resource-uri", resourceUri);
  }

  @Extension
  public static final class DescriptorImpl extends ModelKitStepDescriptor {
    @Override
    public String getFunctionName() {
      return "modelKitGate";
    }

    @Override
    public String getDisplayName() {
      return "Kitrail: gate a ModelKit";
    }
  }
}
