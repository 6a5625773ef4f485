package hudson.model;

import io.github.kitrail.signatures.StandIn;
import java.io.IOException;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/model/Fingerprint.html">Fingerprint</a>.
 */
public class Fingerprint {
  private Fingerprint() {}

  @SuppressWarnings("rawtypes")
  public void addFor(Run b) throws IOException {
    throw StandIn.body();
  }
}
