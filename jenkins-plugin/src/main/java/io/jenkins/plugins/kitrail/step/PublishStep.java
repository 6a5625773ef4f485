package io.jenkins.plugins.kitrail.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code modelKitPublish}: packs a folder and pushes it in one pass. */
public final class PublishStep extends SigningStep {
  @DataBoundConstructor
  public PublishStep(String directory, String tag) {
    super("publish");
    arguments().parameter("directory", directory);
    arguments().text("--tag", tag);
  }

  @CheckForNull
  public String getDirectory() {
    return arguments().get("directory");
  }

  @CheckForNull
  public String getTag() {
    return arguments().get("--tag");
  }

  @CheckForNull
  public String getFile() {
    return arguments().get("--file");
  }

  @DataBoundSetter
  public void setFile(@CheckForNull String file) {
    arguments().text("--file", file);
  }

  @CheckForNull
  public String getCompression() {
    return arguments().get("--compression");
  }

  @DataBoundSetter
  public void setCompression(@CheckForNull String compression) {
    arguments().text("--compression", compression);
  }

  @CheckForNull
  public String getCliVersion() {
    return arguments().get("--cli-version");
  }

  @DataBoundSetter
  public void setCliVersion(@CheckForNull String cliVersion) {
    arguments().text("--cli-version", cliVersion);
  }

  @CheckForNull
  public String getExpect() {
    return arguments().get("--expect");
  }

  @DataBoundSetter
  public void setExpect(@CheckForNull String expect) {
    arguments().lines("--expect", expect);
  }

  @CheckForNull
  public String getEmbedAttestation() {
    return arguments().get("--embed-attestation");
  }

  @DataBoundSetter
  public void setEmbedAttestation(@CheckForNull String embedAttestation) {
    arguments().lines("--embed-attestation", embedAttestation);
  }

  @CheckForNull
  public String getKey() {
    return arguments().get("--key");
  }

  @DataBoundSetter
  public void setKey(@CheckForNull String key) {
    arguments().text("--key", key);
  }

  @CheckForNull
  public String getIdentityToken() {
    return arguments().get("--identity-token");
  }

  @DataBoundSetter
  public void setIdentityToken(@CheckForNull String identityToken) {
    arguments().text("--identity-token", identityToken);
  }

  @CheckForNull
  public String getSigningConfig() {
    return arguments().get("--signing-config");
  }

  @DataBoundSetter
  public void setSigningConfig(@CheckForNull String signingConfig) {
    arguments().text("--signing-config", signingConfig);
  }

  @CheckForNull
  public String getTrustedRoot() {
    return arguments().get("--trusted-root");
  }

  @DataBoundSetter
  public void setTrustedRoot(@CheckForNull String trustedRoot) {
    arguments().text("--trusted-root", trustedRoot);
  }

  @Extension
  public static final class DescriptorImpl extends ModelKitStepDescriptor {
    @Override
    public String getFunctionName() {
      return "modelKitPublish";
    }

    @Override
    public String getDisplayName() {
      return "Kitrail: pack and push a ModelKit";
    }
  }
}
