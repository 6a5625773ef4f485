package hudson.remoting;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/component/remoting/hudson/remoting/VirtualChannel.html">VirtualChannel</a>.
 */
public interface VirtualChannel {}
