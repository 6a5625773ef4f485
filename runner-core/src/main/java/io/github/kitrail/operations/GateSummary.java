package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.EvidenceWriter;
import io.github.kitrail.evidence.Statement;
import io.github.kitrail.evidence.Verification;
import io.github.kitrail.evidence.predicate.ResourceDescriptor;
import io.github.kitrail.evidence.predicate.VerificationSummary;
import io.github.kitrail.modelkit.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Signs that a ModelKit passed. That one failed is never signed: a verified failure would deny it
 * for good, also when what was missing is there.
 */
final class GateSummary {
  private final SummaryRequest request;
  private final GatePolicy policy;
  private final Context context;

  GateSummary(SummaryRequest request, GatePolicy policy, Context context) {
    this.request = request;
    this.policy = policy;
    this.context = context;
  }

  Gate.Summary sign(ModelKit modelKit, List<Verification> used, Instant now)
      throws KitrailException {
    String resource = request.resource(modelKit);
    VerificationSummary summary =
        VerificationSummary.passed(
            request.verifierId(),
            now,
            resource,
            new ResourceDescriptor(
                policy.policy().uri(), null, Map.of("sha256", policy.digest().hex())),
            used.stream().map(item -> input(modelKit, item)).toList(),
            request.levels());
    String name = modelKit.location().reference().repositoryName();
    Statement statement =
        Statement.about(modelKit.descriptor().digest(), name, summary.toPredicate());
    Bundle bundle = Sign.signer(request.key()).signAndWait(statement);
    if (request.envelope() != null) {
      NewReport.write(request.envelope(), bundle.envelope().toBytes());
    }
    return new Gate.Summary(
        statement.predicateType(),
        request.attach() ? attach(modelKit, bundle).toString() : null,
        request.verifierId(),
        resource,
        request.envelope() == null ? null : request.envelope().toString());
  }

  private Digest attach(ModelKit modelKit, Bundle bundle) throws KitrailException {
    return new EvidenceWriter(context.retry(), context.clock())
        .attach(modelKit.location().place(), modelKit.descriptor(), bundle)
        .digest();
  }

  private static ResourceDescriptor input(ModelKit modelKit, Verification item) {
    Digest digest = item.evidence().manifest().digest();
    String uri =
        modelKit.location().remote()
            ? "oci://" + modelKit.location().pinned(item.evidence().manifest())
            : null;
    return new ResourceDescriptor(uri, null, Map.of("sha256", digest.hex()));
  }
}
