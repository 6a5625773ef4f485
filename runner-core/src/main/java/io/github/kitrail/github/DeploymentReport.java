package io.github.kitrail.github;

import org.jspecify.annotations.Nullable;

/**
 * What is deployed where.
 *
 * @param ref a commit, branch or tag
 * @param environment its name; GitHub makes one that there is not
 * @param url where it can be seen; null when nobody says
 * @param log the page with the log; null for none
 * @param description plain text, cut to 140 characters
 */
public record DeploymentReport(
    String ref,
    String environment,
    @Nullable String url,
    @Nullable String log,
    String description) {
  public DeploymentReport {
    description = CommitReport.shortened(description);
  }
}
