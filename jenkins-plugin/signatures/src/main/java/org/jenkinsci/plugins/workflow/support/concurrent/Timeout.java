package org.jenkinsci.plugins.workflow.support.concurrent;

import io.github.kitrail.signatures.StandIn;
import java.util.concurrent.TimeUnit;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/workflow-support/org/jenkinsci/plugins/workflow/support/concurrent/Timeout.html">Timeout</a>.
 */
public class Timeout implements AutoCloseable {
  private Timeout() {}

  public static Timeout limit(long time, TimeUnit unit) {
    throw StandIn.body();
  }

  @Override
  public void close() {
    throw StandIn.body();
  }
}
