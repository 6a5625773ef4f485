package io.github.kitrail.evidence.predicate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a build: where it ran, what it was started with, what it read. Nothing secret
 * belongs into it, as it is published.
 *
 * @param buildType the URI that tells what the parameters mean
 * @param builderId the URI of the system that is trusted to have run the build as told
 * @param invocationId the URI of this very run
 * @param externalParameters what a user could choose: strings, numbers, booleans, lists, maps
 * @param internalParameters what the builder set itself
 * @param dependencies what the build read, such as a commit, base models and datasets
 * @param byproducts what it made beside the ModelKit, such as reports
 */
public record BuildFacts(
    String buildType,
    String builderId,
    @Nullable String invocationId,
    Map<String, Object> externalParameters,
    Map<String, Object> internalParameters,
    @Nullable Instant startedOn,
    @Nullable Instant finishedOn,
    List<ResourceDescriptor> dependencies,
    List<ResourceDescriptor> byproducts) {

  public BuildFacts {
    externalParameters = Collections.unmodifiableMap(new LinkedHashMap<>(externalParameters));
    internalParameters = Collections.unmodifiableMap(new LinkedHashMap<>(internalParameters));
    dependencies = List.copyOf(dependencies);
    byproducts = List.copyOf(byproducts);
  }

  /** Facts about a build of this type by this builder, of which nothing more is known yet. */
  public static Builder of(String buildType, String builderId) {
    return new Builder(buildType, builderId);
  }

  /** Collects what is optional. */
  public static final class Builder {
    private final String buildType;
    private final String builderId;
    private final Map<String, Object> externalParameters = new LinkedHashMap<>();
    private final Map<String, Object> internalParameters = new LinkedHashMap<>();
    private final List<ResourceDescriptor> dependencies = new ArrayList<>();
    private final List<ResourceDescriptor> byproducts = new ArrayList<>();
    private @Nullable String invocationId;
    private @Nullable Instant startedOn;
    private @Nullable Instant finishedOn;

    private Builder(String buildType, String builderId) {
      this.buildType = buildType;
      this.builderId = builderId;
    }

    public Builder invocationId(@Nullable String uri) {
      invocationId = uri;
      return this;
    }

    public Builder externalParameter(String name, Object value) {
      externalParameters.put(name, value);
      return this;
    }

    public Builder internalParameter(String name, Object value) {
      internalParameters.put(name, value);
      return this;
    }

    public Builder time(@Nullable Instant started, @Nullable Instant finished) {
      startedOn = started;
      finishedOn = finished;
      return this;
    }

    public Builder dependency(ResourceDescriptor dependency) {
      dependencies.add(dependency);
      return this;
    }

    public Builder byproduct(ResourceDescriptor byproduct) {
      byproducts.add(byproduct);
      return this;
    }

    public BuildFacts build() {
      return new BuildFacts(
          buildType,
          builderId,
          invocationId,
          externalParameters,
          internalParameters,
          startedOn,
          finishedOn,
          dependencies,
          byproducts);
    }
  }
}
