package org.jenkinsci.plugins.durabletask;

import io.github.kitrail.signatures.StandIn;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/durable-task/org/jenkinsci/plugins/durabletask/WindowsBatchScript.html">WindowsBatchScript</a>.
 */
public final class WindowsBatchScript extends FileMonitoringTask {
  @DataBoundConstructor
  public WindowsBatchScript(String script) {
    throw StandIn.body();
  }
}
