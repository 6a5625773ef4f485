package hudson;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/ExtensionPoint.html">ExtensionPoint</a>.
 */
public interface ExtensionPoint {}
