package hudson;

import io.github.kitrail.signatures.StandIn;
import java.util.AbstractList;

/**
 * A signature of <a href="https://javadoc.jenkins.io/hudson/ExtensionList.html">ExtensionList</a>.
 */
public class ExtensionList<T> extends AbstractList<T> {
  private ExtensionList() {}

  public static <U> U lookupSingleton(Class<U> type) {
    throw StandIn.body();
  }

  @Override
  public T get(int index) {
    throw StandIn.body();
  }

  @Override
  public int size() {
    throw StandIn.body();
  }
}
