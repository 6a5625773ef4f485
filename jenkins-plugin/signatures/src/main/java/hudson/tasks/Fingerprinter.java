package hudson.tasks;

import hudson.model.Run;
import io.github.kitrail.signatures.StandIn;
import java.util.Map;
import jenkins.model.RunAction2;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/tasks/Fingerprinter.html">Fingerprinter</a>.
 */
public class Fingerprinter {
  private Fingerprinter() {}

  /** See the link above. */
  public static final class FingerprintAction implements RunAction2 {
    @SuppressWarnings("rawtypes")
    public FingerprintAction(Run build, Map<String, String> record) {
      throw StandIn.body();
    }

    public void add(Map<String, String> moreRecords) {
      throw StandIn.body();
    }

    @Override
    public String getIconFileName() {
      throw StandIn.body();
    }

    @Override
    public String getDisplayName() {
      throw StandIn.body();
    }

    @Override
    public String getUrlName() {
      throw StandIn.body();
    }

    @Override
    public void onAttached(Run<?, ?> r) {
      throw StandIn.body();
    }

    @Override
    public void onLoad(Run<?, ?> r) {
      throw StandIn.body();
    }
  }
}
