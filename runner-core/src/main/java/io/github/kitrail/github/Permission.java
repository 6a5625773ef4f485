package io.github.kitrail.github;

import java.util.Locale;

/** What a workflow grants to a job's token; always to write, as what we do is that. */
enum Permission {
  CHECKS,
  STATUSES,
  PULL_REQUESTS,
  DEPLOYMENTS,
  ATTESTATIONS;

  /** As it stands below {@code permissions:} in a workflow. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + ": write";
  }

  /**
   * Which permissions would do, by what GitHub says.
   *
   * @param accepted the header X-Accepted-GitHub-Permissions, {@code issues=write;
   *     pull_requests=write}: any of those between semicolons, and all of those between commas;
   *     empty when there is none
   */
  String advice(String accepted) {
    String own = name().toLowerCase(Locale.ROOT) + "=write";
    boolean known = accepted.isBlank();
    for (String alternative : accepted.split(";")) {
      known |= alternative.strip().equals(own);
    }
    if (known) {
      return "Give the job `permissions: " + this + "`.";
    }
    String needed = accepted.replace('_', '-').replace("=", ": ").replaceAll("\\s*;\\s*", "` or `");
    return "Give the job `permissions: " + needed.strip() + "`, which GitHub says it needs.";
  }
}
