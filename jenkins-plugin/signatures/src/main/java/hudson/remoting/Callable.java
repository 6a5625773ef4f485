package hudson.remoting;

import java.io.Serializable;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/component/remoting/hudson/remoting/Callable.html">Callable</a>.
 */
public interface Callable<V, T extends Throwable> extends Serializable {
  V call() throws T;
}
