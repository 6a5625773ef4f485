package io.jenkins.plugins.kitrail.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import io.jenkins.plugins.kitrail.command.SecretMask;
import io.jenkins.plugins.kitrail.facts.FolderName;
import io.jenkins.plugins.kitrail.facts.StepFacts;
import io.jenkins.plugins.kitrail.page.Showcase;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Shows how a step ended.
 *
 * @param line the command and its arguments
 * @param node the name of the agent; empty for the built-in node
 * @param remote the folder where it ran
 */
record StepEnding(List<String> line, String node, String remote) {
  /**
   * @param record its result; null when there is none
   * @param failure a sentence; null when all went well
   * @param tests JUnit XML; null for none
   * @return what is known of the step
   */
  StepFacts show(
      StepContext context,
      @CheckForNull Map<String, Object> record,
      @CheckForNull String failure,
      SecretMask mask,
      @CheckForNull String tests) {
    String place = (node.isEmpty() ? "built-in" : node) + ":" + remote;
    StepFacts facts = StepFacts.of(line, place, record, failure, mask::masked);
    try {
      new Showcase(context).show(facts, folder(context), tests);
    } catch (InterruptedException e) {
      // Jenkins shuts down. The step ends nevertheless: nobody would look after it once more.
      Thread.currentThread().interrupt();
    }
    return facts;
  }

  /** Relative to the root of the workspace. */
  private String folder(StepContext context) throws InterruptedException {
    try {
      EnvVars environment = context.get(EnvVars.class);
      return environment == null ? "" : FolderName.relative(environment.get("WORKSPACE"), remote);
    } catch (IOException e) {
      // The agent is gone, and only notes on sources need it.
      return "";
    }
  }
}
