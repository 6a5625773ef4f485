package io.github.kitrail.environment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts by GitHub's <a
 * href="https://docs.github.com/actions/reference/workflows-and-actions/variables">default
 * variables</a>, in the words of <a
 * href="https://actions.github.io/buildtypes/workflow/v1">GitHub's build type</a>.
 */
record GitHubFacts(Variables env) {
  private static final String BUILD_TYPE = "https://actions.github.io/buildtypes/workflow/v1";

  BuildFacts facts() {
    String server =
        env.has("GITHUB_SERVER_URL") ? env.get("GITHUB_SERVER_URL") : "https://github.com";
    String repository = server + "/" + env.get("GITHUB_REPOSITORY");
    String ref = env.get("GITHUB_REF");
    SourceRevision source =
        new SourceRevision(
            repository, ref, env.get("GITHUB_SHA"), SourceRevision.tagOf(ref), false);
    Workflow workflow = workflow();
    return new BuildFacts(
        BUILD_TYPE,
        workflow == null ? repository : server + "/" + env.get("GITHUB_WORKFLOW_REF"),
        invocation(repository),
        source,
        workflow == null ? env.get("GITHUB_WORKFLOW") : workflow.path(),
        env.get("GITHUB_EVENT_NAME"),
        env.get("RUNNER_ENVIRONMENT"),
        Map.of("workflow", externalWorkflow(repository, workflow)),
        Map.of(
            "github",
            env.present(
                "event_name", "GITHUB_EVENT_NAME",
                "repository_id", "GITHUB_REPOSITORY_ID",
                "repository_owner_id", "GITHUB_REPOSITORY_OWNER_ID",
                "runner_environment", "RUNNER_ENVIRONMENT")));
  }

  private record Workflow(String path, String ref) {}

  /** GITHUB_WORKFLOW_REF is {@code o/r/.github/workflows/b.yml@refs/heads/main}. */
  private @Nullable Workflow workflow() {
    String text = env.get("GITHUB_WORKFLOW_REF");
    String prefix = env.get("GITHUB_REPOSITORY") + "/";
    int at = text == null ? -1 : text.indexOf('@');
    if (text == null || at < prefix.length() || !text.startsWith(prefix)) {
      return null;
    }
    return new Workflow(text.substring(prefix.length(), at), text.substring(at + 1));
  }

  private static Map<String, Object> externalWorkflow(
      String repository, @Nullable Workflow workflow) {
    Map<String, Object> external = new LinkedHashMap<>();
    if (workflow != null) {
      external.put("ref", workflow.ref());
    }
    external.put("repository", repository);
    if (workflow != null) {
      external.put("path", workflow.path());
    }
    return external;
  }

  private @Nullable String invocation(String repository) {
    String run = env.get("GITHUB_RUN_ID");
    String attempt = env.has("GITHUB_RUN_ATTEMPT") ? env.get("GITHUB_RUN_ATTEMPT") : "1";
    return run == null ? null : repository + "/actions/runs/" + run + "/attempts/" + attempt;
  }
}
