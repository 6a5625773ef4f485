package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.environment.PullRequest;
import io.github.kitrail.github.CommentMarker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where in GitHub a step's outcome is shown, and by which name.
 *
 * @param subject as {@link ActionSubject} has it
 */
record ReportPlace(
    Action action, String subject, Map<String, String> env, Optional<PullRequest> pullRequest) {

  /** What tells the check from others of the commit. */
  String name() {
    return "kitrail " + action.command() + " (" + subject + ")";
  }

  /**
   * Of a pull request its head: what GitHub checks out is a merge that nobody looks at.
   *
   * @throws KitrailException BAD_INPUT when the runner names none
   */
  String commit() throws KitrailException {
    String head = pullRequest.map(PullRequest::headSha).orElse("");
    String commit = head.isEmpty() ? env.getOrDefault("GITHUB_SHA", "") : head;
    if (commit.isBlank()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The runner names no commit in GITHUB_SHA, so there is none to show the outcome at.");
    }
    return commit;
  }

  /** Its number; empty when this run is for none. */
  Optional<Integer> commentable() {
    return pullRequest.map(PullRequest::number).filter(it -> it > 0);
  }

  /** By which our comment is found again: one for each ModelKit and job. */
  String marker() {
    return CommentMarker.of(
        List.of(
            subject,
            env.getOrDefault("GITHUB_WORKFLOW", ""),
            env.getOrDefault("GITHUB_JOB", ""),
            action.command()));
  }

  /** The page with the log; null where there is none. */
  @Nullable String log() {
    String run = env.getOrDefault("GITHUB_RUN_ID", "");
    String server = env.getOrDefault("GITHUB_SERVER_URL", "https://github.com");
    return run.isEmpty()
        ? null
        : server + "/" + env.get("GITHUB_REPOSITORY") + "/actions/runs/" + run;
  }
}
