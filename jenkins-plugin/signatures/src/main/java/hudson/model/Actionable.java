package hudson.model;

import io.github.kitrail.signatures.StandIn;
import java.util.List;

/**
 * A signature of <a href="https://javadoc.jenkins.io/hudson/model/Actionable.html">Actionable</a>.
 */
public abstract class Actionable {
  public <T extends Action> T getAction(Class<T> type) {
    throw StandIn.body();
  }

  public <T extends Action> List<T> getActions(Class<T> type) {
    throw StandIn.body();
  }

  public void addAction(Action a) {
    throw StandIn.body();
  }
}
