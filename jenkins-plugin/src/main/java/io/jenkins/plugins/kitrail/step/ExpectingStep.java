package io.jenkins.plugins.kitrail.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import org.kohsuke.stapler.DataBoundSetter;

/** A step whose command can ask for evidence that has to be there. */
public abstract class ExpectingStep extends VerifyingStep {
  ExpectingStep(String command) {
    super(command);
  }

  @CheckForNull
  public String getRequire() {
    return arguments().get("--require");
  }

  @DataBoundSetter
  public void setRequire(@CheckForNull String require) {
    arguments().lines("--require", require);
  }

  @CheckForNull
  public String getPolicy() {
    return arguments().get("--policy");
  }

  @DataBoundSetter
  public void setPolicy(@CheckForNull String policy) {
    arguments().text("--policy", policy);
  }
}
