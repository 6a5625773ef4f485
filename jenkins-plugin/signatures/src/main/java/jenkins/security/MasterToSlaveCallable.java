package jenkins.security;

import hudson.remoting.Callable;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/jenkins/security/MasterToSlaveCallable.html">MasterToSlaveCallable</a>.
 */
public abstract class MasterToSlaveCallable<V, T extends Throwable> implements Callable<V, T> {
  private static final long serialVersionUID = 1L;
}
