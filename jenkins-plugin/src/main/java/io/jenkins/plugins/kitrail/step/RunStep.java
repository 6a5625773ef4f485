package io.jenkins.plugins.kitrail.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code modelKitRun}: the whole rail, as kitrail.yaml says. */
public final class RunStep extends SigningStep {
  @DataBoundConstructor
  public RunStep() {
    super("run");
  }

  @CheckForNull
  public String getDirectory() {
    return arguments().get("directory");
  }

  @DataBoundSetter
  public void setDirectory(@CheckForNull String directory) {
    arguments().parameter("directory", directory);
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
  public String getTag() {
    return arguments().get("--tag");
  }

  @DataBoundSetter
  public void setTag(@CheckForNull String tag) {
    arguments().text("--tag", tag);
  }

  @CheckForNull
  public String getKey() {
    return arguments().get("--key");
  }

  @DataBoundSetter
  public void setKey(@CheckForNull String key) {
    arguments().text("--key", key);
  }

  public boolean isKeyless() {
    return arguments().isSet("--keyless");
  }

  @DataBoundSetter
  public void setKeyless(boolean keyless) {
    arguments().flag("--keyless", keyless);
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
  public String getTested() {
    return arguments().get("--tested");
  }

  @DataBoundSetter
  public void setTested(@CheckForNull String tested) {
    arguments().text("--tested", tested);
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

  public boolean isDryRun() {
    return arguments().isSet("--dry-run");
  }

  @DataBoundSetter
  public void setDryRun(boolean dryRun) {
    arguments().flag("--dry-run", dryRun);
  }

  @Override
  boolean reportsTests() {
    return getJunit() == null;
  }

  @Extension
  public static final class DescriptorImpl extends ModelKitStepDescriptor {
    @Override
    public String getFunctionName() {
      return "modelKitRun";
    }

    @Override
    public String getDisplayName() {
      return "Kitrail: the whole rail of a ModelKit";
    }
  }
}
