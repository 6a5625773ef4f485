package io.github.kitrail.environment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who builds what from where: the facts of a <a href="https://slsa.dev/spec/v1.0/provenance">SLSA
 * provenance</a>. No value holds a secret; URLs carry no credentials.
 *
 * @param buildType the URI of the document that says what the parameters mean
 * @param builderId the URI of who vouches for the build
 * @param invocationId this run of the build; a URL where the place has one
 * @param source what was to be built; null when nobody knows
 * @param checkout what git finds in the folder, when that is another commit than the source's: a
 *     second checkout, or a step that changed the first
 * @param job the workflow's or job's path, or its name
 * @param event what started the build, such as {@code push}
 * @param runner what kind of machine ran it, such as {@code github-hosted}
 * @param externalParameters what somebody outside of the build chose: strings, numbers, booleans
 *     and maps of them
 * @param internalParameters what the platform chose, of the same kinds
 */
public record BuildFacts(
    String buildType,
    String builderId,
    @Nullable String invocationId,
    @Nullable SourceRevision source,
    @Nullable SourceRevision checkout,
    @Nullable String job,
    @Nullable String event,
    @Nullable String runner,
    Map<String, Object> externalParameters,
    Map<String, Object> internalParameters) {
  /** What the names of our own build types begin with; docs/buildtypes says what they mean. */
  static final String OUR_BUILD_TYPES = "https://kitrail.github.io/buildtypes/";

  public BuildFacts {
    externalParameters = Collections.unmodifiableMap(new LinkedHashMap<>(externalParameters));
    internalParameters = Collections.unmodifiableMap(new LinkedHashMap<>(internalParameters));
  }

  /** Whether we say what the parameters mean; to those of others nothing external may be added. */
  public boolean isOfOurBuildType() {
    return buildType.startsWith(OUR_BUILD_TYPES);
  }
}
