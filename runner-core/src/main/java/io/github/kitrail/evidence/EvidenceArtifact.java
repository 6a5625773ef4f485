package io.github.kitrail.evidence;

import io.github.kitrail.modelkit.Descriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A manifest that carries evidence, all of which says that it is about one ModelKit.
 *
 * @param tag cosign 2's tag that it is found by; null when it names its subject
 * @param predicateTypes what its pieces claim to be
 */
public record EvidenceArtifact(
    Descriptor manifest, @Nullable String tag, List<String> predicateTypes) {
  public EvidenceArtifact {
    predicateTypes = List.copyOf(predicateTypes);
  }
}
