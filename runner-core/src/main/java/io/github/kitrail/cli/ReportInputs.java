package io.github.kitrail.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inputs for GitHub's API; nothing of it is asked before a workflow gives one. */
final class ReportInputs {
  static final String CHECK = "check";
  static final String COMMENT = "comment";
  static final String COMMENT_BASE = "comment-base";
  static final String DEPLOYMENT = "deployment";
  static final String DEPLOYMENT_URL = "deployment-url";
  static final String ATTESTATIONS = "github-attestations";

  private ReportInputs() {}

  /** In the order of the documentation. */
  static List<ActionInput> of(Action action) {
    List<ActionInput> inputs = new ArrayList<>();
    if (List.of(Action.RUN, Action.TEST, Action.TEST_MERGE, Action.VERIFY, Action.GATE)
        .contains(action)) {
      inputs.add(
          own(
              CHECK,
              null,
              "Shows the outcome at the commit: check-run (with `checks: write`) or commit-status (with `statuses: write`)."));
    }
    if (List.of(Action.RUN, Action.PUBLISH, Action.TEST, Action.GATE).contains(action)) {
      inputs.add(
          own(
              COMMENT,
              "false",
              "A comment on the pull request, which is updated and not repeated (with `pull-requests: write`): true or false."));
      inputs.add(
          own(
              COMMENT_BASE,
              null,
              "The ModelKit of the base branch, registry/repository:tag; the comment tells what changed since."));
    }
    if (List.of(Action.RUN, Action.RENDER, Action.PROMOTE).contains(action)) {
      inputs.add(
          own(
              DEPLOYMENT,
              null,
              "The environment to show a deployment to, with its status (with `deployments: write`)."));
      inputs.add(own(DEPLOYMENT_URL, null, "Where that deployment can be seen, as an address."));
    }
    if (List.of(Action.RUN, Action.GATE).contains(action)) {
      inputs.add(
          own(
              ATTESTATIONS,
              "false",
              "Whether what this step signed goes into GitHub's attestation store, too (with `attestations: write`): true or false."));
    }
    return inputs;
  }

  private static ActionInput own(String name, @Nullable String standard, String description) {
    return new ActionInput(name, ActionInput.Kind.OWN, null, false, standard, description);
  }
}
