package hudson.util;

import java.io.Serializable;

/**
 * A signature of <a href="https://javadoc.jenkins.io/hudson/util/Secret.html">Secret</a>. Holds a
 * text, and encrypts nothing.
 */
public final class Secret implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret fromString(String data) {
    return new Secret(data);
  }

  public String getPlainText() {
    return value;
  }
}
