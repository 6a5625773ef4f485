package hudson.tools;

import hudson.model.Descriptor;
import io.github.kitrail.signatures.StandIn;
import java.util.List;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/tools/ToolDescriptor.html">ToolDescriptor</a>.
 */
public abstract class ToolDescriptor<T extends ToolInstallation>
    extends Descriptor<ToolInstallation> {
  public T[] getInstallations() {
    throw StandIn.body();
  }

  public void setInstallations(T... installations) {
    throw StandIn.body();
  }

  public List<? extends ToolInstaller> getDefaultInstallers() {
    throw StandIn.body();
  }
}
