package hudson.model;

import io.github.kitrail.signatures.StandIn;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/model/Describable.html">Describable</a>.
 */
public interface Describable<T extends Describable<T>> {
  default Descriptor<T> getDescriptor() {
    throw StandIn.body();
  }
}
