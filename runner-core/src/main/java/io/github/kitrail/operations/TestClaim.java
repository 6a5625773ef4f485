package io.github.kitrail.operations;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.DsseEnvelope;
import io.github.kitrail.evidence.Evidence;
import io.github.kitrail.evidence.Statement;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.evidence.predicate.PredicateType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a test result says; whether that is to be believed, its signature must tell.
 *
 * @param result {@code PASSED}, {@code WARNED} or {@code FAILED}, as a rule
 * @param passed the names of the tests, of each list at most {@link #MOST_NAMES}
 * @see <a
 *     href="https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md">in-toto
 *     test result</a>
 */
public record TestClaim(
    String result, List<String> passed, List<String> warned, List<String> failed) {
  static final int MOST_NAMES = 1000;

  /** Null for what is no test result, or cannot be read as one. */
  static @Nullable TestClaim of(Evidence evidence) {
    DsseEnvelope envelope =
        evidence.content() instanceof Bundle bundle
            ? bundle.envelope()
            : evidence.content() instanceof DsseEnvelope plain ? plain : null;
    if (envelope == null
        || !evidence.claimedPredicateType().filter(PredicateType.TEST_RESULT::equals).isPresent()) {
      return null;
    }
    try {
      JsonNode body = Statement.parse(envelope.payload()).predicate().body();
      return new TestClaim(
          Printable.of(body.path("result").asText("")),
          names(body.path("passedTests")),
          names(body.path("warnedTests")),
          names(body.path("failedTests")));
    } catch (KitrailException e) {
      return null;
    }
  }

  private static List<String> names(JsonNode array) {
    List<String> names = new ArrayList<>();
    for (JsonNode name : array) {
      if (names.size() == MOST_NAMES) {
        break;
      }
      names.add(Printable.of(name.asText("")));
    }
    return names;
  }
}
