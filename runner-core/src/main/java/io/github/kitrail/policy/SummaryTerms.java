package io.github.kitrail.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.evidence.predicate.SlsaLevels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a verification summary must be about, as anybody may have verified anything.
 *
 * @param verifier the {@code verifier.id} that is believed
 * @param policy the {@code policy.uri} that must have been held against the ModelKit
 * @param levels what must have been verified; of SLSA's levels, higher ones are enough
 */
public record SummaryTerms(String verifier, String policy, List<String> levels) {
  public SummaryTerms {
    levels = List.copyOf(levels);
  }

  /** What is wrong with a summary: a sentence; empty when it is the one that is asked for. */
  Optional<String> problem(JsonNode summary) {
    String by = summary.at("/verifier/id").asText();
    String under = summary.at("/policy/uri").asText();
    if (!by.equals(verifier) || !under.equals(policy)) {
      return Optional.of(
          "a verified vsa is by the verifier "
              + said(by)
              + " under the policy "
              + said(under)
              + ", where the verifier "
              + verifier
              + " and the policy "
              + policy
              + " are asked for.");
    }
    List<String> reached = new ArrayList<>();
    summary.path("verifiedLevels").forEach(level -> reached.add(level.asText()));
    return new SlsaLevels(reached)
        .missing(levels)
        .map(
            level ->
                "a verified vsa says "
                    + (reached.isEmpty() ? "no level" : Printable.of(String.join(", ", reached)))
                    + ", where "
                    + level
                    + " is asked for.");
  }

  private static String said(String text) {
    return text.isEmpty() ? "(none)" : Printable.of(text);
  }
}
