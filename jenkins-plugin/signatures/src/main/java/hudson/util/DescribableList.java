package hudson.util;

import hudson.model.Describable;
import hudson.model.Descriptor;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/util/DescribableList.html">DescribableList</a>.
 */
public class DescribableList<T extends Describable<T>, D extends Descriptor<T>>
    extends PersistedList<T> {
  protected DescribableList() {}
}
