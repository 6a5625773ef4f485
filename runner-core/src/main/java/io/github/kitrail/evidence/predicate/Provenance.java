package io.github.kitrail.evidence.predicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.kitrail.evidence.json.StrictJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SLSA provenance v1: how an artifact was built.
 *
 * @see <a href="https://slsa.dev/spec/v1.1/provenance">SLSA provenance</a>
 */
public record Provenance(BuildDefinition buildDefinition, RunDetails runDetails) {
  /** What was to be built, from what. */
  public record BuildDefinition(
      String buildType,
      @JsonInclude(JsonInclude.Include.ALWAYS) Map<String, Object> externalParameters,
      Map<String, Object> internalParameters,
      List<ResourceDescriptor> resolvedDependencies) {}

  /** Who built it, when. */
  public record RunDetails(
      Builder builder, Metadata metadata, List<ResourceDescriptor> byproducts) {}

  /** The system that is trusted. */
  public record Builder(String id) {}

  /** This run; times in RFC 3339, UTC. */
  public record Metadata(
      @Nullable String invocationId, @Nullable String startedOn, @Nullable String finishedOn) {}

  /** The provenance that these facts make. */
  public static Provenance of(BuildFacts facts) {
    return new Provenance(
        new BuildDefinition(
            facts.buildType(),
            facts.externalParameters(),
            facts.internalParameters(),
            facts.dependencies()),
        new RunDetails(
            new Builder(facts.builderId()),
            new Metadata(facts.invocationId(), time(facts.startedOn()), time(facts.finishedOn())),
            facts.byproducts()));
  }

  public Predicate toPredicate() {
    return new Predicate(PredicateType.SLSA_PROVENANCE, StrictJson.tree(this));
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
