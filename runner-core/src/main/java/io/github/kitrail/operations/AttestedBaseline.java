package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.DsseEnvelope;
import io.github.kitrail.evidence.Evidence;
import io.github.kitrail.evidence.Statement;
import io.github.kitrail.evidence.Verification;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.inference.report.EarlierResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The results that an earlier ModelKit's test-result attestation tells of. */
record AttestedBaseline(String reference, @Nullable KeyChoice key, Context context) {

  /**
   * All of them: a model may have been tested again, or with other engines.
   *
   * @param warnings gets what a reader must not overlook; it was told already
   */
  List<EarlierResults> read(List<String> warnings) throws KitrailException {
    ModelKit modelKit = ModelKit.read(context.locations().open(reference), context.retry());
    List<Evidence> evidence = Verify.read(modelKit, context);
    List<Statement> statements =
        key == null
            ? claimed(modelKit, evidence, warnings)
            : verified(modelKit, evidence, Objects.requireNonNull(key));
    return statements.stream().map(it -> TestPredicate.read(it.predicate(), reference)).toList();
  }

  private static List<Statement> verified(ModelKit modelKit, List<Evidence> evidence, KeyChoice by)
      throws KitrailException {
    Subject subject = Subject.of(modelKit);
    List<Statement> statements = new ArrayList<>();
    for (Verification item :
        by.verifier()
            .verify(
                subject.place(),
                subject.digest(),
                subject.among(evidence),
                PredicateType.TEST_RESULT)
            .requireVerified()) {
      statements.add(Objects.requireNonNull(item.statement()));
    }
    return statements;
  }

  private List<Statement> claimed(ModelKit modelKit, List<Evidence> evidence, List<String> warnings)
      throws KitrailException {
    List<Statement> statements = new ArrayList<>();
    for (Evidence piece : Subject.of(modelKit).among(evidence)) {
      DsseEnvelope envelope =
          piece.content() instanceof Bundle bundle
              ? bundle.envelope()
              : piece.content() instanceof DsseEnvelope plain ? plain : null;
      if (envelope != null
          && piece.problem() == null
          && piece.claimedPredicateType().filter(PredicateType.TEST_RESULT::equals).isPresent()) {
        statements.add(Statement.parse(envelope.payload()));
      }
    }
    if (statements.isEmpty()) {
      throw new KitrailException(
          ErrorCode.NOT_FOUND,
          modelKit.location().display()
              + " has no test-result attestation to compare with. A run with `attest:"
              + " [test-result]` makes one; a JSON report of that version will do, too.");
    }
    String warning =
        "What is known of "
            + modelKit.location().display()
            + " was not verified: anybody could have written its test results. Say with --key, or"
            + " with --certificate-identity and --certificate-oidc-issuer, whose count.";
    context.listener().warned(warning);
    warnings.add(warning);
    return statements;
  }
}
