package hudson.tools;

import hudson.model.Descriptor;
import io.github.kitrail.signatures.StandIn;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/tools/ToolInstallerDescriptor.html">ToolInstallerDescriptor</a>.
 */
public abstract class ToolInstallerDescriptor<T extends ToolInstaller>
    extends Descriptor<ToolInstaller> {
  public boolean isApplicable(Class<? extends ToolInstallation> toolType) {
    throw StandIn.body();
  }
}
