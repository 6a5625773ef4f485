package org.jenkinsci.plugins.durabletask;

import io.github.kitrail.signatures.StandIn;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/durable-task/org/jenkinsci/plugins/durabletask/BourneShellScript.html">BourneShellScript</a>.
 */
public final class BourneShellScript extends FileMonitoringTask {
  @DataBoundConstructor
  public BourneShellScript(String script) {
    throw StandIn.body();
  }
}
