package hudson.tools;

import hudson.model.Descriptor;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/tools/ToolPropertyDescriptor.html">ToolPropertyDescriptor</a>.
 */
public abstract class ToolPropertyDescriptor extends Descriptor<ToolProperty<?>> {}
