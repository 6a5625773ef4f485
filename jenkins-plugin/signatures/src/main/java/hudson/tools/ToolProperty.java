package hudson.tools;

import hudson.ExtensionPoint;
import hudson.model.Describable;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/tools/ToolProperty.html">ToolProperty</a>.
 */
public abstract class ToolProperty<T extends ToolInstallation>
    implements Describable<ToolProperty<?>>, ExtensionPoint {}
