package io.jenkins.plugins.kitrail.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code modelKitPromote}: copies a ModelKit with its evidence. */
public final class PromoteStep extends ModelKitStep {
  @DataBoundConstructor
  public PromoteStep(String source, String destination) {
    super("promote");
    arguments().parameter("source", source);
    arguments().parameter("destination", destination);
  }

  @CheckForNull
  public String getSource() {
    return arguments().get("source");
  }

  @CheckForNull
  public String getDestination() {
    return arguments().get("destination");
  }

  @Extension
  public static final class DescriptorImpl extends ModelKitStepDescriptor {
    @Override
    public String getFunctionName() {
      return "modelKitPromote";
    }

    @Override
    public String getDisplayName() {
      return "Kitrail: promote a ModelKit";
    }
  }
}
