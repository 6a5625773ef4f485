package hudson.console;

import hudson.ExtensionPoint;
import hudson.model.Run;
import io.github.kitrail.signatures.StandIn;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/console/ConsoleLogFilter.html">ConsoleLogFilter</a>.
 */
public abstract class ConsoleLogFilter implements ExtensionPoint {
  public OutputStream decorateLogger(Run build, OutputStream logger)
      throws IOException, InterruptedException {
    throw StandIn.body();
  }
}
