package jenkins;

import hudson.FilePath.FileCallable;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/jenkins/MasterToSlaveFileCallable.html">MasterToSlaveFileCallable</a>.
 */
public abstract class MasterToSlaveFileCallable<T> implements FileCallable<T> {
  private static final long serialVersionUID = 1L;
}
