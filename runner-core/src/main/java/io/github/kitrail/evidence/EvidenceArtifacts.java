package io.github.kitrail.evidence;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.Source;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the manifests that carry a ModelKit's evidence, to copy them. That each is about the
 * ModelKit is read in the evidence itself; whether it is true is for {@link Verifier}.
 */
public final class EvidenceArtifacts {
  private final Retry retry;

  public EvidenceArtifacts(Retry retry) {
    this.retry = retry;
  }

  /**
   * @param problems a sentence for each that cannot be read, or is about something else
   */
  public record Found(List<EvidenceArtifact> artifacts, List<String> problems) {
    public Found {
      artifacts = List.copyOf(artifacts);
      problems = List.copyOf(problems);
    }
  }

  /**
   * @param layers of the subject: evidence about one of them is evidence about a part of it
   * @throws KitrailException why the place could not be read, or HOSTILE_CONTENT when it holds too
   *     much
   */
  public Found find(Source place, Digest subject, List<Descriptor> layers) throws KitrailException {
    Set<Digest> about = new LinkedHashSet<>(Set.of(subject));
    layers.forEach(layer -> about.add(layer.digest()));
    EvidenceReader reader = new EvidenceReader(retry);
    Map<Digest, String> tags = new LinkedHashMap<>();
    for (String suffix : EvidenceReader.LEGACY_SUFFIXES) {
      String tag = "sha256-" + subject.hex() + suffix;
      reader.tagged(place, tag).ifPresent(manifest -> tags.put(manifest.digest(), tag));
    }
    Map<Digest, List<Evidence>> pieces = new LinkedHashMap<>();
    for (Evidence piece : reader.read(place, subject)) {
      pieces.computeIfAbsent(piece.manifest().digest(), it -> new ArrayList<>()).add(piece);
    }
    List<EvidenceArtifact> artifacts = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (List<Evidence> carried : pieces.values()) {
      Descriptor manifest = plain(carried.get(0).manifest());
      String tag = tags.get(manifest.digest());
      Optional<String> problem = problem(place, subject, about, carried, tag != null);
      if (problem.isPresent()) {
        problems.add(manifest.digest() + " in " + place.name() + ": " + problem.get());
      } else {
        artifacts.add(new EvidenceArtifact(manifest, tag, types(carried)));
      }
    }
    return new Found(artifacts, problems);
  }

  private Optional<String> problem(
      Source place, Digest subject, Set<Digest> about, List<Evidence> carried, boolean tagged)
      throws KitrailException {
    for (Evidence piece : carried) {
      Optional<String> problem = problem(piece, subject, about);
      if (problem.isPresent()) {
        return problem;
      }
    }
    Descriptor named = manifest(place, carried.get(0).manifest()).subject();
    boolean refers = named == null ? tagged : named.digest().equals(subject);
    return refers
        ? Optional.empty()
        : Optional.of("Its manifest does not refer to " + subject + ".");
  }

  private static Optional<String> problem(Evidence piece, Digest subject, Set<Digest> about) {
    if (piece.problem() != null) {
      return Optional.of(piece.problem());
    }
    return Collections.disjoint(piece.claimedSubjects(), about)
        ? Optional.of("What it says is about something else than " + subject + ".")
        : Optional.empty();
  }

  private static List<String> types(List<Evidence> carried) {
    return carried.stream()
        .map(piece -> piece.claimedPredicateType().orElse("unknown"))
        .distinct()
        .toList();
  }

  /**
   * What to do about a tag of cosign 2 at the target: such a tag has room for one manifest, and
   * setting it must not lose what is there.
   *
   * @param present what the tag stands for at the target
   * @return whether the target lacks something that the artifact has; empty when each has what the
   *     other lacks
   */
  public Optional<Boolean> adds(
      Source from, EvidenceArtifact artifact, Source to, Descriptor present)
      throws KitrailException {
    List<List<String>> ours = layers(manifest(from, artifact.manifest()));
    List<List<String>> theirs = layers(manifest(to, present));
    if (theirs.containsAll(ours)) {
      return Optional.of(false);
    }
    return ours.containsAll(theirs) ? Optional.of(true) : Optional.empty();
  }

  /** What the tag stands for; empty when it is not there. */
  public Optional<Descriptor> tagged(Source place, String tag) throws KitrailException {
    return new EvidenceReader(retry).tagged(place, tag);
  }

  /** Two signatures can share a payload, so that their layers have one digest. */
  private static List<List<String>> layers(Manifest manifest) {
    return manifest.layers().stream()
        .map(
            layer ->
                List.of(
                    layer.digest().toString(),
                    layer.annotations().getOrDefault(SimpleSigning.SIGNATURE_ANNOTATION, "")))
        .toList();
  }

  private Manifest manifest(Source place, Descriptor manifest) throws KitrailException {
    String what = "read " + manifest.digest() + " from " + place.name();
    return Manifest.parse(retry.run(what, reason -> {}, () -> place.read(manifest)));
  }

  private static Descriptor plain(Descriptor manifest) {
    return new Descriptor(manifest.mediaType(), manifest.digest(), manifest.size());
  }
}
