package hudson.model;

import hudson.EnvVars;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/model/EnvironmentSpecific.html">EnvironmentSpecific</a>.
 */
public interface EnvironmentSpecific<T extends EnvironmentSpecific<T>> {
  T forEnvironment(EnvVars environment);
}
