package io.jenkins.plugins.kitrail.tool;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.EnvironmentSpecific;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.slaves.NodeSpecific;
import hudson.tools.ToolDescriptor;
import hudson.tools.ToolInstallation;
import hudson.tools.ToolInstaller;
import hudson.tools.ToolProperty;
import io.jenkins.plugins.kitrail.durable.UnusableAgentException;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * The {@code kitrail} command as a tool of Jenkins: {@code tools { kitrail 'name' }} puts it on
 * PATH. Its home is the folder that holds the program.
 */
public final class KitrailInstallation extends ToolInstallation
    implements NodeSpecific<KitrailInstallation>, EnvironmentSpecific<KitrailInstallation> {
  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public KitrailInstallation(
      String name, @CheckForNull String home, List<? extends ToolProperty<?>> properties) {
    super(name, home, properties);
  }

  @Override
  public KitrailInstallation forNode(Node node, TaskListener log)
      throws IOException, InterruptedException {
    return new KitrailInstallation(getName(), translateFor(node, log), getProperties().toList());
  }

  @Override
  public KitrailInstallation forEnvironment(EnvVars environment) {
    return new KitrailInstallation(
        getName(), environment.expand(getHome()), getProperties().toList());
  }

  @Override
  public void buildEnvVars(EnvVars env) {
    if (getHome() != null) {
      env.put("PATH+KITRAIL", getHome());
    }
  }

  /**
   * The home of a tool on an agent; it is installed, if need be.
   *
   * @throws UnusableAgentException with a sentence, for a name that there is not, or one without
   *     home
   */
  static String home(String name, Node node, EnvVars env, TaskListener listener)
      throws IOException, InterruptedException, UnusableAgentException {
    for (KitrailInstallation tool :
        ExtensionList.lookupSingleton(DescriptorImpl.class).getInstallations()) {
      if (tool.getName().equals(name)) {
        String home = tool.forNode(node, listener).forEnvironment(env).getHome();
        if (home == null || home.isBlank()) {
          throw new UnusableAgentException(
              "The Kitrail tool " + name + " has no home at Manage Jenkins, Tools.");
        }
        return home;
      }
    }
    throw new UnusableAgentException(
        "There is no Kitrail tool "
            + name
            + " at Manage Jenkins, Tools. Add it there, or correct the argument tool.");
  }

  /** In the list of tools. */
  @Extension
  @Symbol("kitrail")
  public static final class DescriptorImpl extends ToolDescriptor<KitrailInstallation> {
    public DescriptorImpl() {
      load();
    }

    @Override
    public String getDisplayName() {
      return "Kitrail";
    }

    @Override
    public void setInstallations(KitrailInstallation... installations) {
      super.setInstallations(installations);
      save();
    }

    @Override
    public List<? extends ToolInstaller> getDefaultInstallers() {
      return List.of(new KitrailInstaller(null));
    }
  }
}
