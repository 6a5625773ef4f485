package hudson;

import io.github.kitrail.signatures.StandIn;
import java.io.File;
import java.util.Map;
import java.util.TreeMap;

/**
 * A signature of <a href="https://javadoc.jenkins.io/hudson/EnvVars.html">EnvVars</a>. Works, but
 * for deletions, expansion and separators of other platforms.
 */
public class EnvVars extends TreeMap<String, String> {
  private static final long serialVersionUID = 1L;

  public EnvVars() {
    super(String.CASE_INSENSITIVE_ORDER);
  }

  public EnvVars(Map<String, String> m) {
    this();
    putAll(m);
  }

  /** {@code PATH+SOMETHING} goes in front of PATH. */
  public void override(String key, String value) {
    int plus = key.indexOf('+');
    if (plus < 0) {
      put(key, value);
    } else {
      String name = key.substring(0, plus);
      String present = get(name);
      put(name, present == null ? value : value + File.pathSeparator + present);
    }
  }

  public EnvVars overrideAll(Map<String, String> all) {
    all.forEach(this::override);
    return this;
  }

  public String expand(String s) {
    throw StandIn.body();
  }
}
