package hudson.tools;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.util.DescribableList;
import io.github.kitrail.signatures.StandIn;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/tools/ToolInstallation.html">ToolInstallation</a>.
 */
public abstract class ToolInstallation
    implements Describable<ToolInstallation>, Serializable, ExtensionPoint {
  private static final long serialVersionUID = 1L;

  protected ToolInstallation(
      String name, String home, List<? extends ToolProperty<?>> properties) {}

  public String getName() {
    throw StandIn.body();
  }

  public String getHome() {
    throw StandIn.body();
  }

  public void buildEnvVars(EnvVars env) {
    throw StandIn.body();
  }

  public synchronized DescribableList<ToolProperty<?>, ToolPropertyDescriptor> getProperties() {
    throw StandIn.body();
  }

  protected String translateFor(Node node, TaskListener log)
      throws IOException, InterruptedException {
    throw StandIn.body();
  }
}
