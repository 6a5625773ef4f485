package io.github.kitrail.environment;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A GitLab CI/CD job, by its <a
 * href="https://docs.gitlab.com/ci/variables/predefined_variables/">predefined variables</a>.
 */
final class GitLab implements Environment {
  /** GitLab's own, with the parameters that a job can know; variables are left out. */
  static final String BUILD_TYPE =
      "https://docs.gitlab.com/ci/pipeline_security/slsa/provenance_v1";

  /** For a job that does not know its project's address. */
  static final String UNKNOWN_BUILDER = "https://kitrail.github.io/builders/gitlab/v1";

  private final Variables env;
  private final PrintStream out;
  private final PlainLog log;
  private final Clock clock;

  GitLab(Variables env, PrintStream out, Clock clock) {
    this.env = env;
    this.out = out;
    this.log = new PlainLog(out);
    this.clock = clock;
  }

  static boolean isHere(Variables env) {
    return env.isTrue("GITLAB_CI");
  }

  @Override
  public String name() {
    return "GitLab CI/CD";
  }

  @Override
  public boolean isCi() {
    return true;
  }

  @Override
  public BuildFacts facts(Path folder) {
    // Not CI_REPOSITORY_URL: it carries the job's token.
    String project = RepositoryUrl.publishable(env.get("CI_PROJECT_URL"));
    String ref = ref();
    SourceRevision source =
        new SourceRevision(project, ref, env.get("CI_COMMIT_SHA"), env.get("CI_COMMIT_TAG"), null);
    Sources sources = Sources.of(source, new Git(env.all(), folder).revision());
    Map<String, Object> external = env.present("entryPoint", "CI_JOB_NAME");
    if (project != null) {
      external.put("source", project);
    }
    Map<String, Object> internal =
        env.present(
            "name", "CI_RUNNER_DESCRIPTION",
            "architecture", "CI_RUNNER_EXECUTABLE_ARCH",
            "job", "CI_JOB_ID");
    String job = RepositoryUrl.publishable(env.get("CI_JOB_URL"));
    return new BuildFacts(
        BUILD_TYPE,
        builder(project),
        job == null ? env.get("CI_JOB_ID") : job,
        sources.source(),
        sources.checkout(),
        env.get("CI_JOB_NAME"),
        env.get("CI_PIPELINE_SOURCE"),
        env.get("CI_RUNNER_DESCRIPTION"),
        external,
        internal);
  }

  /** As GitLab's own provenance names it. */
  private String builder(@Nullable String project) {
    if (project == null) {
      return UNKNOWN_BUILDER;
    }
    String runner = env.get("CI_RUNNER_ID");
    return runner == null ? project : project + "/-/runners/" + runner;
  }

  private @Nullable String ref() {
    if (env.has("CI_COMMIT_TAG")) {
      return "refs/tags/" + env.get("CI_COMMIT_TAG");
    }
    // A merge request's pipeline has no CI_COMMIT_BRANCH; its ref name is the source branch.
    String branch = env.get("CI_COMMIT_REF_NAME");
    return branch == null ? null : "refs/heads/" + branch;
  }

  /** A <a href="https://docs.gitlab.com/ci/jobs/job_logs/">section</a>, folded when it is done. */
  @Override
  public LogGroup group(String title) {
    String name = "kitrail_" + title.replaceAll("[^A-Za-z0-9]+", "_");
    mark("section_start:" + clock.instant().getEpochSecond() + ":" + name, title);
    return new ClosingOnce(
        () -> mark("section_end:" + clock.instant().getEpochSecond() + ":" + name, ""));
  }

  private void mark(String section, String title) {
    out.println("\u001b[0K" + section + "\r\u001b[0K" + PlainLog.oneLine(title));
  }

  @Override
  public void mask(String secret) {
    // GitLab masks only variables that are marked so in its settings.
  }

  @Override
  public void annotate(Annotation annotation) {
    log.annotate(annotation);
  }

  @Override
  public void summarize(String markdown) {
    // There is no such page.
  }

  @Override
  public void output(String name, String value) {
    // Later jobs read files that the job's configuration names.
  }
}
