package io.jenkins.plugins.kitrail.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code modelKitTest}: smoke-tests a packaged model. */
public final class TestStep extends ExpectingStep {
  @DataBoundConstructor
  public TestStep(String modelkit) {
    super("test");
    arguments().parameter("modelkit", modelkit);
  }

  @CheckForNull
  public String getModelkit() {
    return arguments().get("modelkit");
  }

  @CheckForNull
  public String getSpec() {
    return arguments().get("--spec");
  }

  @DataBoundSetter
  public void setSpec(@CheckForNull String spec) {
    arguments().text("--spec", spec);
  }

  @CheckForNull
  public String getEngine() {
    return arguments().get("--engine");
  }

  @DataBoundSetter
  public void setEngine(@CheckForNull String engine) {
    arguments().text("--engine", engine);
  }

  @CheckForNull
  public String getJunit() {
    return arguments().get("--junit");
  }

  @DataBoundSetter
  public void setJunit(@CheckForNull String junit) {
    arguments().text("--junit", junit);
  }

  @CheckForNull
  public String getReport() {
    return arguments().get("--report");
  }

  @DataBoundSetter
  public void setReport(@CheckForNull String report) {
    arguments().text("--report", report);
  }

  @Override
  boolean reportsTests() {
    return getJunit() == null;
  }

  @Extension
  public static final class DescriptorImpl extends ModelKitStepDescriptor {
    @Override
    public String getFunctionName() {
      return "modelKitTest";
    }

    @Override
    public String getDisplayName() {
      return "Kitrail: smoke-test a ModelKit";
    }
  }
}
