package io.jenkins.plugins.kitrail.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code modelKitRender}: lays a ModelKit out for the place that serves it. */
public final class RenderStep extends ExpectingStep {
  @DataBoundConstructor
  public RenderStep(String reference, String target, String dir) {
    super("render");
    arguments().parameter("reference", reference);
    arguments().text("--target", target);
    arguments().text("--dir", dir);
  }

  @CheckForNull
  public String getReference() {
    return arguments().get("reference");
  }

  @CheckForNull
  public String getTarget() {
    return arguments().get("--target");
  }

  @CheckForNull
  public String getDir() {
    return arguments().get("--dir");
  }

  @CheckForNull
  public String getPullFrom() {
    return arguments().get("--pull-from");
  }

  @DataBoundSetter
  public void setPullFrom(@CheckForNull String pullFrom) {
    arguments().text("--pull-from", pullFrom);
  }

  @CheckForNull
  public String getSet() {
    return arguments().get("--set");
  }

  @DataBoundSetter
  public void setSet(@CheckForNull String set) {
    arguments().lines("--set", set);
  }

  public boolean isOverwrite() {
    return arguments().isSet("--overwrite");
  }

  @DataBoundSetter
  public void setOverwrite(boolean overwrite) {
    arguments().flag("--overwrite", overwrite);
  }

  @Extension
  public static final class DescriptorImpl extends ModelKitStepDescriptor {
    @Override
    public String getFunctionName() {
      return "modelKitRender";
    }

    @Override
    public String getDisplayName() {
      return "Kitrail: lay a ModelKit out for deployment";
    }
  }
}
