package hudson.tools;

import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.model.Describable;
import hudson.model.Node;
import hudson.model.TaskListener;
import java.io.IOException;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/tools/ToolInstaller.html">ToolInstaller</a>.
 */
public abstract class ToolInstaller implements Describable<ToolInstaller>, ExtensionPoint {
  protected ToolInstaller(String label) {}

  public abstract FilePath performInstallation(ToolInstallation tool, Node node, TaskListener log)
      throws IOException, InterruptedException;
}
