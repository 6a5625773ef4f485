package hudson.model;

import io.github.kitrail.signatures.StandIn;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/model/AbstractDescribableImpl.html">AbstractDescribableImpl</a>.
 */
public abstract class AbstractDescribableImpl<T extends AbstractDescribableImpl<T>>
    implements Describable<T> {
  @Override
  public Descriptor<T> getDescriptor() {
    throw StandIn.body();
  }
}
