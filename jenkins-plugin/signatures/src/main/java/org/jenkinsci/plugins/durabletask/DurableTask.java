package org.jenkinsci.plugins.durabletask;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractDescribableImpl;
import hudson.model.TaskListener;
import io.github.kitrail.signatures.StandIn;
import java.io.IOException;
import java.nio.charset.Charset;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/durable-task/org/jenkinsci/plugins/durabletask/DurableTask.html">DurableTask</a>.
 */
public abstract class DurableTask extends AbstractDescribableImpl<DurableTask>
    implements ExtensionPoint {
  public abstract Controller launch(
      EnvVars env, FilePath workspace, Launcher launcher, TaskListener listener)
      throws IOException, InterruptedException;

  public void captureOutput() throws UnsupportedOperationException {
    throw StandIn.body();
  }

  public void charset(Charset cs) {
    throw StandIn.body();
  }
}
