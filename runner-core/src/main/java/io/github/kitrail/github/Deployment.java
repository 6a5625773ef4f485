package io.github.kitrail.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.util.List;
import org.kohsuke.github.GHDeployment;
import org.kohsuke.github.GHRepository;

/**
 * A deployment that GitHub knows of.
 *
 * @see <a href="https://docs.github.com/rest/deployments/deployments">deployments</a>
 */
public final class Deployment {
  private final GitHubApi api;
  private final long id;
  private final DeploymentReport report;

  private Deployment(GitHubApi api, long id, DeploymentReport report) {
    this.api = api;
    this.id = id;
    this.report = report;
  }

  static Deployment create(GitHubApi api, GHRepository repository, DeploymentReport report)
      throws IOException {
    GHDeployment created =
        repository
            .createDeployment(report.ref())
            .environment(report.environment())
            .description(report.description())
            // What is deployed is this commit, whatever became of its base and its checks.
            .autoMerge(false)
            .requiredContexts(List.of())
            .create();
    return new Deployment(api, created.getId(), report);
  }

  /** Tells that it goes on. */
  public void start() throws KitrailException {
    tell("in_progress", report.description());
  }

  /** Tells how it ended; {@code description} is plain text, of which 140 characters are kept. */
  public void end(boolean succeeded, String description) throws KitrailException {
    tell(succeeded ? "success" : "failure", CommitReport.shortened(description));
  }

  private void tell(String state, String description) throws KitrailException {
    api.attempt(
        "set the deployment to " + report.environment() + " to " + state,
        Permission.DEPLOYMENTS,
        () -> status(state, description));
  }

  /** github-api would write {@code in-progress}, which is no state. */
  private Answer status(String state, String description) throws IOException {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("state", state);
    status.put("environment", report.environment());
    status.put("description", description);
    if (report.url() != null) {
      status.put("environment_url", report.url());
    }
    if (report.log() != null) {
      status.put("log_url", report.log());
    }
    return api.post("deployments/" + id + "/statuses", status);
  }
}
