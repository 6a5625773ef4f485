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
 * @param source what was checked out; null when nobody knows
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
    @Nullable String job,
    @Nullable String event,
    @Nullable String runner,
    Map<String, Object> externalParameters,
    Map<String, Object> internalParameters) {
  public BuildFacts {
    externalParameters = Collections.unmodifiableMap(new LinkedHashMap<>(externalParameters));
    internalParameters = Collections.unmodifiableMap(new LinkedHashMap<>(internalParameters));
  }
}
