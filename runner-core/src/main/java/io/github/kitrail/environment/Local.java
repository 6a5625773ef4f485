package io.github.kitrail.environment;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A laptop, or a CI system that we do not know by name. */
final class Local implements Environment {
  /** Documented in docs/buildtypes/local-v1.md. */
  static final String BUILD_TYPE = BuildFacts.OUR_BUILD_TYPES + "local/v1";

  static final String BUILDER = "https://kitrail.github.io/builders/local/v1";

  /** CI says nearly everybody; these are set by those who do not. */
  private static final List<String> CI_VARIABLES =
      List.of("CI", "TF_BUILD", "TEAMCITY_VERSION", "CODEBUILD_BUILD_ID");

  private final Variables env;
  private final PlainLog log;

  Local(Variables env, PrintStream out) {
    this.env = env;
    this.log = new PlainLog(out);
  }

  @Override
  public String name() {
    return isCi() ? "CI" : "laptop";
  }

  @Override
  public boolean isCi() {
    return CI_VARIABLES.stream().anyMatch(env::isTrue);
  }

  @Override
  public BuildFacts facts(Path folder) {
    SourceRevision source = new Git(env.all(), folder).revision();
    Map<String, Object> external = new LinkedHashMap<>();
    Map<String, Object> internal = new LinkedHashMap<>();
    if (source != null) {
      if (source.repository() != null) {
        external.put("repository", source.repository());
      }
      if (source.ref() != null) {
        external.put("ref", source.ref());
      }
      internal.put("uncommittedChanges", Boolean.TRUE.equals(source.dirty()));
    }
    internal.put("ci", isCi());
    return new BuildFacts(
        BUILD_TYPE, BUILDER, null, source, null, null, null, null, external, internal);
  }

  @Override
  public LogGroup group(String title) {
    return log.group(title);
  }

  @Override
  public void mask(String secret) {
    // Nobody rewrites what we print.
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
    // There are no later steps.
  }
}
