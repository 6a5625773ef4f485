package jenkins.model;

import hudson.model.Action;
import hudson.model.Run;

/**
 * A signature of <a href="https://javadoc.jenkins.io/jenkins/model/RunAction2.html">RunAction2</a>.
 */
public interface RunAction2 extends Action {
  void onAttached(Run<?, ?> r);

  void onLoad(Run<?, ?> r);
}
