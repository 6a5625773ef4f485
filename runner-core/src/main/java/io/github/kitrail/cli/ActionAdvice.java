package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.environment.PullRequest;
import java.util.Map;

/** What somebody changes in a workflow when a command cannot do its work there. */
record ActionAdvice(Map<String, String> env) {
  private static final String FORK =
      " This run is for a pull request from a fork: GitHub gives it no secrets, no identity token and"
          + " only a reading token. Test there, with the action `test`, and publish when it is merged:"
          + " `if: github.event.pull_request.head.repo.full_name == github.repository`.";

  private static final String FORKS_TOKEN =
      " This run is for a pull request from a fork, whose token can only read: no permission changes"
          + " that. Leave the input out there:"
          + " `${{ github.event.pull_request.head.repo.full_name == github.repository }}`.";

  /** A sentence that goes on after the failure's own; empty when that says all. */
  String after(ErrorCode code, String message) {
    return switch (code) {
      case BAD_CREDENTIAL -> isFork() ? FORK : credential(message);
      case ACCESS_DENIED -> isFork() ? FORK : access(message);
      case NO_SPACE -> disk();
      default -> "";
    };
  }

  /** The same for GitHub's API, which gives a permission by its own name. */
  String afterApi(ErrorCode code) {
    return code == ErrorCode.ACCESS_DENIED && isFork() ? FORKS_TOKEN : "";
  }

  private static String credential(String message) {
    if (message.contains("id-token")) {
      return "";
    }
    if (message.contains("identity token") && message.contains("expired")) {
      return " Give the job `permissions: id-token: write`, and no token: then the action asks GitHub for"
          + " a fresh one each time it signs.";
    }
    return " A secret gets to the action only when the step hands it over, as an input or as"
        + " `env: {COSIGN_KEY: \"${{ secrets.COSIGN_KEY }}\"}`; a secret that does not exist is empty.";
  }

  private String access(String message) {
    String password = env.getOrDefault(ActionInput.variable(ActionInputs.PASSWORD), "");
    if (!password.isBlank() && !message.contains("does not allow")) {
      return " The login in registry-username and registry-password is wrong or has expired. A token that"
          + " lives for minutes is made in a step right before this one.";
    }
    return message.contains("ghcr.io") || message.contains("containers.")
        ? " Give the job `permissions: packages: write` (`read` to read only), and the repository access"
            + " to the package in the package's settings."
        : " Give the inputs registry-username and registry-password, or docker-config.";
  }

  private String disk() {
    String small = " The runner's disk is too small: free some before this step, ";
    return "self-hosted".equals(env.get("RUNNER_ENVIRONMENT"))
        ? small + "such as what old jobs left, or give the runner a larger one."
        : small
            + "`run: sudo rm -rf /usr/local/lib/android /usr/share/dotnet"
            + " /opt/hostedtoolcache/CodeQL`, or use a larger runner.";
  }

  /** By the event's own file, which the runner writes. */
  private boolean isFork() {
    return "pull_request".equals(env.get("GITHUB_EVENT_NAME"))
        && PullRequest.of(env).filter(PullRequest::fromFork).isPresent();
  }
}
