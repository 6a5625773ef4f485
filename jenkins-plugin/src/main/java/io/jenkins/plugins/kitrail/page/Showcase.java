package io.jenkins.plugins.kitrail.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.kitrail.facts.CheckReport;
import io.jenkins.plugins.kitrail.facts.StepFacts;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Puts what a step found out where people look: the build's page, its tests, its fingerprints, and
 * the checks of its commit. Nothing of this decides how a step ends, so a failure is one line in
 * the log.
 */
public final class Showcase {
  private static final Logger LOGGER = Logger.getLogger(Showcase.class.getName());

  private final StepContext context;

  public Showcase(StepContext context) {
    this.context = context;
  }

  private interface Part {
    void show(Run<?, ?> run, TaskListener listener) throws IOException, InterruptedException;
  }

  /**
   * @param folder where the step ran, relative to the root of the workspace, with {@code /}
   * @param tests JUnit XML; null for none
   */
  public void show(StepFacts step, String folder, @CheckForNull String tests)
      throws InterruptedException {
    part("the build's page", (run, listener) -> new BuildModelKits(run).add(step));
    part("the fingerprints", (run, listener) -> DigestFingerprint.record(run, step));
    if (tests != null) {
      part("the tests", (run, listener) -> TestResults.ofThisJenkins().record(context, tests));
    }
    part(
        "the checks",
        (run, listener) ->
            Checks.ofThisJenkins().publish(run, listener, CheckReport.of(step, folder)));
  }

  private void part(String where, Part part) throws InterruptedException {
    try {
      Run<?, ?> run = context.get(Run.class);
      TaskListener listener = context.get(TaskListener.class);
      try {
        part.show(run, listener);
      } catch (IOException | RuntimeException e) {
        listener.getLogger().println("kitrail: Could not add this step to " + where + ": " + e);
        LOGGER.log(Level.WARNING, "Could not add a step to " + where + " of " + run, e);
      }
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "The build is gone", e);
    }
  }
}
