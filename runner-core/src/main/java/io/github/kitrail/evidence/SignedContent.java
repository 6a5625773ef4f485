package io.github.kitrail.evidence;

import io.github.kitrail.modelkit.Digest;
import java.util.Optional;
import java.util.Set;

/** The forms that evidence has in registries. What they say of themselves is a claim, unchecked. */
public sealed interface SignedContent permits Bundle, DsseEnvelope, SimpleSigning {
  /** The predicate type it claims to have; empty when it cannot be read that far. */
  Optional<String> claimedPredicateType();

  /** What it says it is about; nothing when it cannot be read that far. */
  Set<Digest> claimedSubjects();

  /** The key it says it was signed with; cosign's older forms do not say. */
  Optional<String> keyHint();
}
