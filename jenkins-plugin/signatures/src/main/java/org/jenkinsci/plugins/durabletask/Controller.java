package org.jenkinsci.plugins.durabletask;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import io.github.kitrail.signatures.StandIn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/durable-task/org/jenkinsci/plugins/durabletask/Controller.html">Controller</a>.
 */
public abstract class Controller implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract boolean writeLog(FilePath workspace, OutputStream sink)
      throws IOException, InterruptedException;

  public Integer exitStatus(FilePath workspace, Launcher launcher, TaskListener logger)
      throws IOException, InterruptedException {
    throw StandIn.body();
  }

  public byte[] getOutput(FilePath workspace, Launcher launcher)
      throws IOException, InterruptedException {
    throw StandIn.body();
  }

  public abstract void cleanup(FilePath workspace) throws IOException, InterruptedException;
}
