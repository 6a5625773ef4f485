package hudson.util;

import io.github.kitrail.signatures.StandIn;
import java.io.IOException;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/util/FormValidation.html">FormValidation</a>.
 */
public abstract class FormValidation extends IOException {
  private static final long serialVersionUID = 1L;

  private FormValidation() {}

  public static FormValidation ok() {
    throw StandIn.body();
  }

  public static FormValidation error(String message) {
    throw StandIn.body();
  }

  public static FormValidation warning(String message) {
    throw StandIn.body();
  }
}
