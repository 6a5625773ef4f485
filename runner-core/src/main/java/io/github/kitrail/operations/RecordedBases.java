package io.github.kitrail.operations;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.DsseEnvelope;
import io.github.kitrail.evidence.Evidence;
import io.github.kitrail.evidence.Statement;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.Reference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The base ModelKits that a ModelKit was made on, as its provenance claims and its Kitfile pins
 * them. Nothing is verified.
 *
 * @param digests what each base was, by its name there
 * @param told whether there is any provenance
 */
record RecordedBases(Map<String, String> digests, boolean told) {
  /** What {@link BuildInputs} writes before the name. */
  static final String PREFIX = "base:";

  RecordedBases {
    digests = Map.copyOf(digests);
  }

  static RecordedBases of(ModelKit modelKit, Context context) throws KitrailException {
    Map<String, String> digests = new HashMap<>();
    boolean told = false;
    for (Evidence piece : Verify.read(modelKit, context)) {
      DsseEnvelope envelope = envelope(piece);
      if (envelope != null
          && piece
              .claimedPredicateType()
              .filter(PredicateType.SLSA_PROVENANCE::equals)
              .isPresent()) {
        told |= dependencies(envelope, digests);
      }
    }
    String pinned = modelKit.kitfile().baseReference();
    if (pinned != null) {
      Reference base = Reference.parse(pinned);
      if (base.digest() != null) {
        digests.put(base.display(), base.digest().toString());
      }
    }
    return new RecordedBases(digests, told);
  }

  private static @Nullable DsseEnvelope envelope(Evidence piece) {
    if (piece.problem() != null) {
      return null;
    }
    return piece.content() instanceof Bundle bundle
        ? bundle.envelope()
        : piece.content() instanceof DsseEnvelope plain ? plain : null;
  }

  /** Anybody may have put there what cannot be read: it must not hide the rest. */
  private static boolean dependencies(DsseEnvelope envelope, Map<String, String> digests) {
    JsonNode provenance;
    try {
      provenance = Statement.parse(envelope.payload()).predicate().body();
    } catch (KitrailException e) {
      return false;
    }
    for (JsonNode input : provenance.at("/buildDefinition/resolvedDependencies")) {
      String name = input.path("name").asText();
      String sha256 = input.at("/digest/sha256").asText();
      if (name.startsWith(PREFIX) && !sha256.isEmpty()) {
        digests.put(name.substring(PREFIX.length()), "sha256:" + sha256);
      }
    }
    return true;
  }
}
