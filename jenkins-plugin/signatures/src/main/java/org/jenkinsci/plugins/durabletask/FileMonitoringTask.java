package org.jenkinsci.plugins.durabletask;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import io.github.kitrail.signatures.StandIn;
import java.io.IOException;
import java.nio.charset.Charset;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/durable-task/org/jenkinsci/plugins/durabletask/FileMonitoringTask.html">FileMonitoringTask</a>.
 */
public abstract class FileMonitoringTask extends DurableTask {
  @Override
  public final Controller launch(
      EnvVars env, FilePath workspace, Launcher launcher, TaskListener listener)
      throws IOException, InterruptedException {
    throw StandIn.body();
  }

  @Override
  public final void charset(Charset cs) {
    throw StandIn.body();
  }
}
