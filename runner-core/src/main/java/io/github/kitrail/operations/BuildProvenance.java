package io.github.kitrail.operations;

import io.github.kitrail.content.ModelKit;
import io.github.kitrail.environment.SourceRevision;
import io.github.kitrail.evidence.predicate.BuildFacts;
import io.github.kitrail.evidence.predicate.Predicate;
import io.github.kitrail.evidence.predicate.Provenance;
import io.github.kitrail.evidence.predicate.ResourceDescriptor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The SLSA provenance of a folder that became a ModelKit: the environment's facts, the source, the
 * base ModelKits.
 */
final class BuildProvenance {
  private BuildProvenance() {}

  static Predicate of(
      PreparedFolder folder, Map<String, String> chosen, Instant began, Instant ended) {
    io.github.kitrail.environment.BuildFacts here = folder.build();
    BuildFacts.Builder facts =
        BuildFacts.of(here.buildType(), here.builderId())
            .invocationId(here.invocationId())
            .time(began.truncatedTo(ChronoUnit.SECONDS), ended.truncatedTo(ChronoUnit.SECONDS));
    here.externalParameters().forEach(facts::externalParameter);
    facts.externalParameter("kitrail", chosen);
    here.internalParameters().forEach(facts::internalParameter);
    SourceRevision source = here.source();
    if (source != null && source.uri() != null && source.commit() != null) {
      facts.dependency(ResourceDescriptor.ofUri(source.uri(), "gitCommit", source.commit()));
    }
    for (ModelKit base : folder.chain().links()) {
      String uri = "oci://" + base.location().reference().repositoryName();
      facts.dependency(ResourceDescriptor.ofUri(uri, "sha256", base.descriptor().digest().hex()));
    }
    return Provenance.of(facts.build()).toPredicate();
  }
}
