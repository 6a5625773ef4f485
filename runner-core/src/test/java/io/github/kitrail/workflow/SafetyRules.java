package io.github.kitrail.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What keeps a workflow from doing more than it should: pins, permissions, limits, no templates in
 * scripts.
 */
final class SafetyRules {
  private static final String PINNED = "[\\w.-]+/[\\w.-]+(/[\\w./-]+)?@[0-9a-f]{40}";
  private static final String THEIR_VERSION = "v\\d+\\.\\d+\\.\\d+";

  /** What tools/pin-workflows writes, and what stands there before the first release. */
  private static final String OUR_VERSION = "(workflows-)?v\\d+\\.\\d+\\.\\S+|unreleased";

  private SafetyRules() {}

  static List<String> problems(WorkflowFile workflow) {
    List<String> problems = new ArrayList<>();
    pins(workflow, problems);
    JsonNode top = workflow.tree().path("permissions");
    if (!top.isObject() || !top.isEmpty()) {
      problems.add("permissions: {} is missing at the top");
    }
    workflow
        .jobs()
        .forEach(
            (name, job) -> {
              if (!job.path("permissions").isObject()) {
                problems.add("the job " + name + " does not say its permissions");
              }
              if (!job.has("uses") && !job.has("timeout-minutes")) {
                problems.add("the job " + name + " has no timeout-minutes");
              }
              WorkflowFile.steps(job).forEach(step -> step(step, problems));
            });
    return problems;
  }

  private static void pins(WorkflowFile workflow, List<String> problems) {
    // Whoever calls or copies a workflow has no folder of ours.
    boolean forOthers =
        !workflow.call().isMissingNode()
            || workflow.path().startsWith(RepositoryWorkflows.STARTERS);
    for (WorkflowFile.Use use : workflow.uses()) {
      if (use.target().startsWith("./") && !forOthers) {
        continue;
      }
      boolean ours = use.target().startsWith(RepositoryWorkflows.OURS);
      if (!use.target().matches(PINNED)) {
        problems.add("line " + use.line() + ": " + use.target() + " is not pinned by a commit");
      } else if (!use.comment().matches(ours ? OUR_VERSION : THEIR_VERSION)) {
        problems.add("line " + use.line() + ": no version stands behind " + use.target());
      }
    }
  }

  private static void step(JsonNode step, List<String> problems) {
    if (step.path("run").asText().contains("${{")) {
      problems.add("a script has an expression in it: " + step.path("name").asText());
    }
    boolean checkout = step.path("uses").asText().startsWith("actions/checkout@");
    if (checkout && !step.at("/with/persist-credentials").asText().equals("false")) {
      problems.add("a checkout leaves its token in the workspace");
    }
  }
}
