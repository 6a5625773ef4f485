package hudson;

import java.io.IOException;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/AbortException.html">AbortException</a>.
 */
public class AbortException extends IOException {
  private static final long serialVersionUID = 1L;

  public AbortException(String message) {
    super(message);
  }
}
