package io.github.kitrail.environment;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A build of a Jenkins job, by the variables of <a
 * href="https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables">Jenkins</a>
 * and its Git and branch plugins. Masking, results and pages of the build are the Jenkins plugin's.
 */
final class Jenkins implements Environment {
  /** Documented in docs/buildtypes/jenkins-v1.md. */
  static final String BUILD_TYPE = BuildFacts.OUR_BUILD_TYPES + "jenkins/v1";

  /** For a controller whose URL is not configured. */
  static final String UNKNOWN_CONTROLLER = "https://kitrail.github.io/builders/jenkins/v1";

  private final Variables env;
  private final PlainLog log;

  Jenkins(Variables env, PrintStream out) {
    this.env = env;
    this.log = new PlainLog(out);
  }

  static boolean isHere(Variables env) {
    String tag = env.get("BUILD_TAG");
    return env.has("JENKINS_URL") || (tag != null && tag.startsWith("jenkins-"));
  }

  @Override
  public String name() {
    return "Jenkins";
  }

  @Override
  public boolean isCi() {
    return true;
  }

  @Override
  public BuildFacts facts(Path folder) {
    Sources sources = Sources.of(told(), new Git(env.all(), folder).revision());
    SourceRevision source = sources.source();
    Map<String, Object> external = new LinkedHashMap<>(env.present("job", "JOB_NAME"));
    if (source.repository() != null) {
      external.put("repository", source.repository());
    }
    if (source.ref() != null) {
      external.put("ref", source.ref());
    }
    external.putAll(env.present("change", "CHANGE_ID", "changeTarget", "CHANGE_TARGET"));
    Map<String, Object> internal =
        env.present(
            "buildNumber", "BUILD_NUMBER", "node", "NODE_NAME", "executor", "EXECUTOR_NUMBER");
    String controller = RepositoryUrl.publishable(env.get("JENKINS_URL"));
    String build = RepositoryUrl.publishable(env.get("BUILD_URL"));
    return new BuildFacts(
        BUILD_TYPE,
        controller == null ? UNKNOWN_CONTROLLER : controller,
        build == null ? env.get("BUILD_TAG") : build,
        source,
        sources.checkout(),
        env.get("JOB_NAME"),
        null,
        env.get("NODE_NAME"),
        external,
        internal);
  }

  /** A scripted pipeline's checkout sets no variables: what they do not say, git says. */
  private SourceRevision told() {
    return new SourceRevision(
        RepositoryUrl.publishable(env.get("GIT_URL")),
        ref(),
        env.get("GIT_COMMIT"),
        env.get("TAG_NAME"),
        null);
  }

  /**
   * A multibranch job names branch or tag; for a change request BRANCH_NAME is {@code PR-7}, which
   * is no branch. Elsewhere the Git plugin says {@code origin/main}.
   */
  private @Nullable String ref() {
    if (env.has("TAG_NAME")) {
      return "refs/tags/" + env.get("TAG_NAME");
    }
    String change = env.get("CHANGE_BRANCH");
    String branch = change == null ? env.get("BRANCH_NAME") : change;
    if (branch == null && env.has("GIT_BRANCH")) {
      branch = String.valueOf(env.get("GIT_BRANCH")).replaceFirst("^(refs/remotes/)?origin/", "");
    }
    return branch == null || branch.startsWith("refs/") ? branch : "refs/heads/" + branch;
  }

  @Override
  public LogGroup group(String title) {
    return log.group(title);
  }

  @Override
  public void mask(String secret) {
    // Jenkins masks the credentials that it binds.
  }

  @Override
  public void annotate(Annotation annotation) {
    log.annotate(annotation);
  }

  @Override
  public void summarize(String markdown) {
    // The Jenkins plugin reads the result record.
  }

  @Override
  public void output(String name, String value) {
    // The Jenkins plugin reads the result record.
  }
}
