package io.github.kitrail.evidence;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.Source;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.MediaTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds all evidence about a manifest: bundles and cosign's older artifacts among its referrers,
 * and the tags {@code sha256-….sig} and {@code sha256-….att} of cosign 2. Evidence that cannot be
 * read is reported as such and does not hide the rest; only a place that does not answer ends it.
 */
public final class EvidenceReader {
  /** More pieces of evidence are refused: nobody makes so many, but anybody could push them. */
  static final int MAX_PIECES = 1000;

  static final List<String> LEGACY_SUFFIXES = List.of(".sig", ".att");

  /** Referrers of these types, and of none named, are looked into. */
  private static final Set<String> OTHER_ARTIFACT_TYPES =
      Set.of(
          "application/vnd.dev.cosign.artifact.sig.v1+json",
          "application/vnd.dev.cosign.artifact.att.v1+json",
          ArtifactReader.ENVELOPE,
          DsseEnvelope.IN_TOTO);

  private final Retry retry;

  public EvidenceReader(Retry retry) {
    this.retry = retry;
  }

  /**
   * Finds and reads it; nothing is verified.
   *
   * @throws KitrailException HOSTILE_CONTENT when there is too much of it, or why the place could
   *     not be read
   */
  public List<Evidence> read(Source place, Digest subject) throws KitrailException {
    ArtifactReader reader = new ArtifactReader(place, retry);
    List<Evidence> found = new ArrayList<>();
    for (Descriptor artifact : artifacts(place, subject)) {
      found.addAll(reader.read(artifact));
      requireFew(place, subject, found.size());
    }
    return List.copyOf(found);
  }

  /** Each once, in the place's order. */
  Collection<Descriptor> artifacts(Source place, Digest subject) throws KitrailException {
    Map<Digest, Descriptor> artifacts = new LinkedHashMap<>();
    String what = "list what refers to " + subject + " in " + place.name();
    for (Descriptor referrer : retry.run(what, reason -> {}, () -> place.referrers(subject))) {
      if (mayBeEvidence(referrer)) {
        artifacts.putIfAbsent(referrer.digest(), referrer);
      }
    }
    requireFew(place, subject, artifacts.size());
    for (String suffix : LEGACY_SUFFIXES) {
      tagged(place, "sha256-" + subject.hex() + suffix)
          .ifPresent(artifact -> artifacts.putIfAbsent(artifact.digest(), artifact));
    }
    return artifacts.values();
  }

  Optional<Descriptor> tagged(Source place, String tag) throws KitrailException {
    try {
      return Optional.of(
          retry.run(
              "look for the tag " + tag + " in " + place.name(),
              reason -> {},
              () -> place.resolve(tag)));
    } catch (KitrailException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean mayBeEvidence(Descriptor referrer) {
    String artifactType = referrer.artifactType();
    return !referrer.mediaType().equals(MediaTypes.IMAGE_INDEX)
        && (artifactType == null
            || Bundle.isMediaType(artifactType)
            || OTHER_ARTIFACT_TYPES.contains(artifactType));
  }

  private static void requireFew(Source place, Digest subject, int count) throws KitrailException {
    if (count > MAX_PIECES) {
      throw new KitrailException(
          ErrorCode.HOSTILE_CONTENT,
          place.name()
              + " holds more than "
              + MAX_PIECES
              + " pieces of evidence about "
              + subject
              + ", which no honest use makes; ask its owner to remove what does not belong there.");
    }
  }
}
