package hudson.model;

import io.github.kitrail.signatures.StandIn;
import java.io.IOException;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/model/FingerprintMap.html">FingerprintMap</a>.
 */
public final class FingerprintMap {
  @SuppressWarnings("rawtypes")
  public Fingerprint getOrCreate(Run build, String fileName, String md5sum) throws IOException {
    throw StandIn.body();
  }
}
