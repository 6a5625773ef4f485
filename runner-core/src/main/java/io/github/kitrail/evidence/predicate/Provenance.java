package io.github.kitrail.evidence.predicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.kitrail.evidence.json.StrictJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
            externalParameters(facts),
            facts.internalParameters(),
            dependencies(facts)),
        new RunDetails(
            new Builder(facts.builderId()),
            new Metadata(facts.invocationId(), time(facts.startedOn()), time(facts.finishedOn())),
            facts.byproducts()));
  }

  public Predicate toPredicate() {
    return new Predicate(PredicateType.SLSA_PROVENANCE, StrictJson.tree(this));
  }

  /** GitHub's build type has the workflow among them, and verifiers look there. */
  private static Map<String, Object> externalParameters(BuildFacts facts) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    BuildFacts.BuildSource source = facts.source();
    if (source != null && source.workflow() != null) {
      Map<String, Object> workflow = new LinkedHashMap<>();
      if (source.ref() != null) {
        workflow.put("ref", source.ref());
      }
      workflow.put("repository", source.repository());
      workflow.put("path", source.workflow());
      parameters.put("workflow", workflow);
    }
    parameters.putAll(facts.externalParameters());
    return parameters;
  }

  private static List<ResourceDescriptor> dependencies(BuildFacts facts) {
    List<ResourceDescriptor> dependencies = new ArrayList<>();
    BuildFacts.BuildSource source = facts.source();
    if (source != null) {
      String ref = source.ref() == null ? "" : "@" + source.ref();
      Map<String, String> digest =
          source.commit() == null ? Map.of() : Map.of("gitCommit", source.commit());
      dependencies.add(new ResourceDescriptor("git+" + source.repository() + ref, null, digest));
    }
    dependencies.addAll(facts.dependencies());
    return dependencies;
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
