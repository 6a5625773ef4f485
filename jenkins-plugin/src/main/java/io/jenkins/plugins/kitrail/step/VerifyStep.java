package io.jenkins.plugins.kitrail.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code modelKitVerify}: verifies signature and attestations. */
public final class VerifyStep extends VerifyingStep {
  @DataBoundConstructor
  public VerifyStep(String reference) {
    super("verify");
    arguments().parameter("reference", reference);
  }

  @CheckForNull
  public String getReference() {
    return arguments().get("reference");
  }

  @CheckForNull
  public String getType() {
    return arguments().get("--type");
  }

  @DataBoundSetter
  public void setType(@CheckForNull String type) {
    arguments().lines("--type", type);
  }

  @CheckForNull
  public String getAsset() {
    return arguments().get("--asset");
  }

  @DataBoundSetter
  public void setAsset(@CheckForNull String asset) {
    arguments().text("--asset", asset);
  }

  @Extension
  public static final class DescriptorImpl extends ModelKitStepDescriptor {
    @Override
    public String getFunctionName() {
      return "modelKitVerify";
    }

    @Override
    public String getDisplayName() {
      return "Kitrail: verify a ModelKit";
    }
  }
}
