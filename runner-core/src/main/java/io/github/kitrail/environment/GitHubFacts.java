package io.github.kitrail.environment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts by GitHub's <a
 * href="https://docs.github.com/actions/reference/workflows-and-actions/variables">default
 * variables</a>, in the words of <a
 * href="https://github.com/actions/buildtypes/tree/main/workflow/v1">GitHub's build type</a>.
 */
final class GitHubFacts {
  static final String BUILD_TYPE = "https://actions.github.io/buildtypes/workflow/v1";

  /** For act, which plays GitHub's runner anywhere: what it ran on is not GitHub. */
  static final String ACT_BUILDER = "https://kitrail.github.io/builders/act/v1";

  private final Variables env;
  private final String server;
  private final String repository;
  private final @Nullable String ref;
  private final boolean act;

  GitHubFacts(Variables env) {
    this.env = env;
    String named = env.get("GITHUB_SERVER_URL");
    this.server = named == null ? "https://github.com" : named;
    this.repository = server + "/" + env.get("GITHUB_REPOSITORY");
    this.ref = env.get("GITHUB_REF");
    this.act = env.isTrue("ACT");
  }

  BuildFacts facts(Path folder) {
    Sources sources =
        Sources.of(
            new SourceRevision(
                repository, ref, env.get("GITHUB_SHA"), SourceRevision.tagOf(ref), null),
            new Git(env.all(), folder).revision());
    String path = new GitHubWorkflow(env).path();
    return new BuildFacts(
        BUILD_TYPE,
        builder(path),
        invocation(),
        sources.source(),
        sources.checkout(),
        path == null ? env.get("GITHUB_WORKFLOW") : path,
        env.get("GITHUB_EVENT_NAME"),
        runner(),
        Map.of("workflow", workflow(path)),
        Map.of("github", internal()));
  }

  private Map<String, Object> workflow(@Nullable String path) {
    Map<String, Object> workflow = new LinkedHashMap<>();
    if (ref != null) {
      workflow.put("ref", ref);
    }
    workflow.put("repository", repository);
    if (path != null) {
      workflow.put("path", path);
    }
    return workflow;
  }

  private Map<String, Object> internal() {
    Map<String, Object> github =
        env.present(
            "event_name", "GITHUB_EVENT_NAME",
            "repository_id", "GITHUB_REPOSITORY_ID",
            "repository_owner_id", "GITHUB_REPOSITORY_OWNER_ID");
    String runner = runner();
    if (runner != null) {
      github.put("runner_environment", runner);
    }
    return github;
  }

  private @Nullable String runner() {
    return act ? "self-hosted" : env.get("RUNNER_ENVIRONMENT");
  }

  /** The top-level workflow: of a reusable one that it calls, no variable tells. */
  private String builder(@Nullable String path) {
    if (act) {
      return ACT_BUILDER;
    }
    if (env.has("GITHUB_WORKFLOW_REF")) {
      return server + "/" + env.get("GITHUB_WORKFLOW_REF");
    }
    return path == null || ref == null ? repository : repository + "/" + path + "@" + ref;
  }

  /** act numbers its runs, too, but there is nothing at such an address. */
  private @Nullable String invocation() {
    String run = env.get("GITHUB_RUN_ID");
    if (run == null || act) {
      return null;
    }
    String attempt = env.get("GITHUB_RUN_ATTEMPT");
    return repository + "/actions/runs/" + run + "/attempts/" + (attempt == null ? "1" : attempt);
  }
}
