package jenkins.model;

import hudson.ExtensionPoint;
import hudson.model.Action;
import java.util.Collection;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/jenkins/model/TransientActionFactory.html">TransientActionFactory</a>.
 */
public abstract class TransientActionFactory<T> implements ExtensionPoint {
  public abstract Class<T> type();

  public Class<? extends Action> actionType() {
    return Action.class;
  }

  public abstract Collection<? extends Action> createFor(T target);
}
