package io.github.kitrail.evidence;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.Source;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds out what evidence a place says it has about a manifest, for a word of warning: nothing is
 * verified, and no more is read than is needed.
 */
public final class EvidenceClaims {
  private final Retry retry;

  public EvidenceClaims(Retry retry) {
    this.retry = retry;
  }

  /**
   * Which of these predicate types some evidence claims to be of.
   *
   * @param wanted URIs
   * @throws KitrailException HOSTILE_CONTENT when there is too much, or why the place could not be
   *     read
   */
  public Set<String> find(Source place, Digest subject, Collection<String> wanted)
      throws KitrailException {
    Set<String> found = new HashSet<>();
    ArtifactReader reader = new ArtifactReader(place, retry);
    for (Descriptor artifact : new EvidenceReader(retry).artifacts(place, subject)) {
      String told = artifact.annotations().get(EvidenceWriter.PREDICATE_TYPE_ANNOTATION);
      if (told != null) {
        found.add(told);
      } else if (!found.containsAll(wanted)) {
        reader.read(artifact).stream()
            .filter(piece -> piece.problem() == null)
            .forEach(piece -> piece.claimedPredicateType().ifPresent(found::add));
      }
    }
    found.retainAll(wanted);
    return found;
  }
}
