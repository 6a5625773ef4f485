package io.jenkins.plugins.kitrail.tool;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.FilePath;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.tools.ToolInstallation;
import hudson.tools.ToolInstaller;
import hudson.tools.ToolInstallerDescriptor;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Installs the {@code kitrail} command that this plugin carries: no network is needed. */
public final class KitrailInstaller extends ToolInstaller {
  /**
   * @param label of the agents that it is for; null for all
   */
  @DataBoundConstructor
  public KitrailInstaller(@CheckForNull String label) {
    super(label);
  }

  @Override
  public FilePath performInstallation(ToolInstallation tool, Node node, TaskListener log)
      throws IOException, InterruptedException {
    FilePath root = node.getRootPath();
    if (root == null) {
      throw new IOException(
          "Could not install kitrail on " + node.getNodeName() + ": the agent is offline.");
    }
    return ToolCache.get().install(node.getNodeName(), root.child("caches"));
  }

  /** For no other tool. */
  @Extension
  @Symbol("kitrailBundled")
  public static final class DescriptorImpl extends ToolInstallerDescriptor<KitrailInstaller> {
    @Override
    public String getDisplayName() {
      return "The kitrail command of the Kitrail plugin";
    }

    @Override
    public boolean isApplicable(Class<? extends ToolInstallation> toolType) {
      return toolType == KitrailInstallation.class;
    }
  }
}
