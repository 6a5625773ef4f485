package hudson.util;

import io.github.kitrail.signatures.StandIn;
import java.util.ArrayList;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/util/ListBoxModel.html">ListBoxModel</a>.
 */
public class ListBoxModel extends ArrayList<ListBoxModel.Option> {
  private static final long serialVersionUID = 1L;

  public void add(String displayName, String value) {
    throw StandIn.body();
  }

  /** See the link above. */
  public static final class Option {
    public String value;

    private Option() {}
  }
}
