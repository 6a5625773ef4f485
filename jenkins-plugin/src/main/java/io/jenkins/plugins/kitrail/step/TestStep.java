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

  @CheckForNull
  public String getShard() {
    return arguments().get("--shard");
  }

  @DataBoundSetter
  public void setShard(@CheckForNull String shard) {
    arguments().text("--shard", shard);
  }

  @CheckForNull
  public String getHtml() {
    return arguments().get("--html");
  }

  @DataBoundSetter
  public void setHtml(@CheckForNull String html) {
    arguments().text("--html", html);
  }

  @CheckForNull
  public String getMarkdown() {
    return arguments().get("--markdown");
  }

  @DataBoundSetter
  public void setMarkdown(@CheckForNull String markdown) {
    arguments().text("--markdown", markdown);
  }

  @CheckForNull
  public String getBaseline() {
    return arguments().get("--baseline");
  }

  @DataBoundSetter
  public void setBaseline(@CheckForNull String baseline) {
    arguments().text("--baseline", baseline);
  }

  @CheckForNull
  public String getTolerance() {
    return arguments().get("--tolerance");
  }

  @DataBoundSetter
  public void setTolerance(@CheckForNull String tolerance) {
    arguments().text("--tolerance", tolerance);
  }

  @CheckForNull
  public String getMaxSlowdown() {
    return arguments().get("--max-slowdown");
  }

  @DataBoundSetter
  public void setMaxSlowdown(@CheckForNull String maxSlowdown) {
    arguments().text("--max-slowdown", maxSlowdown);
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
