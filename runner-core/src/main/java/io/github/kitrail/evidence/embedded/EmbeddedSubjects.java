package io.github.kitrail.evidence.embedded;

import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.evidence.predicate.ResourceDescriptor;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.LayerKind;
import io.github.kitrail.modelkit.LayerType;
import io.github.kitrail.modelkit.Manifest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an embedded statement is about, in this order: every other layer in the manifest's order
 * ({@code KIND:PATH}), the config ({@code config}), the manifest ({@code manifest}); the latter two
 * as they would be without the layer of attestations. The list is compared as a whole: its order is
 * the layers' order.
 */
record EmbeddedSubjects(List<ResourceDescriptor> list) {
  private static final String SHA256 = "sha256";
  private static final String CONFIG = "config";
  private static final String MANIFEST = "manifest";

  /** The subjects after the layers. */
  private static final List<String> LAST = List.of(CONFIG, MANIFEST);

  EmbeddedSubjects {
    list = List.copyOf(list);
  }

  /**
   * @param kitfile without the entry for the attestations
   * @param manifest without their layer, its config that Kitfile's
   */
  static EmbeddedSubjects of(Kitfile kitfile, Manifest manifest) {
    Map<LayerKind, Iterator<KitfileLayer>> elements = new EnumMap<>(LayerKind.class);
    for (LayerKind kind : LayerKind.values()) {
      elements.put(kind, kitfile.layers().stream().filter(it -> it.kind() == kind).iterator());
    }
    List<ResourceDescriptor> subjects = new ArrayList<>();
    for (Descriptor layer : manifest.layers()) {
      subjects.add(subject(name(layer, elements), layer.digest()));
    }
    subjects.add(subject(CONFIG, manifest.config().digest()));
    subjects.add(subject(MANIFEST, Digest.of(manifest.toBytes())));
    return new EmbeddedSubjects(subjects);
  }

  /** kit's way to find a layer's element: the n-th layer of a kind is the n-th of that kind. */
  private static String name(Descriptor layer, Map<LayerKind, Iterator<KitfileLayer>> elements) {
    Optional<LayerKind> kind = LayerType.parse(layer.mediaType()).map(LayerType::kind);
    if (kind.isEmpty()) {
      return layer.mediaType() + ":";
    }
    Iterator<KitfileLayer> ofKind = elements.get(kind.get());
    String path = ofKind != null && ofKind.hasNext() ? ofKind.next().path() : "";
    return kind.get().typeName() + ":" + path;
  }

  private static ResourceDescriptor subject(String name, Digest digest) {
    return ResourceDescriptor.ofName(name, SHA256, digest.hex());
  }

  /** The manifest's digest: what the ModelKit would be called without its attestations. */
  Digest manifest() {
    return new Digest(sha256(list.get(list.size() - 1)));
  }

  /**
   * What tells this ModelKit from the one that a statement lists, as a sentence; empty when nothing
   * does.
   */
  Optional<String> difference(List<ResourceDescriptor> listed) {
    if (listed.equals(list)) {
      return Optional.empty();
    }
    int layers = listed.size() - LAST.size();
    boolean complete =
        layers >= 0
            && listed.subList(layers, listed.size()).stream()
                .map(ResourceDescriptor::name)
                .toList()
                .equals(LAST);
    if (!complete) {
      return Optional.of(
          "It does not list the layers, the config and the manifest of a ModelKit, as embedded"
              + " attestations do: it was not made to be embedded.");
    }
    String other =
        layers(listed.subList(0, layers))
            .orElseGet(
                () -> {
                  if (!sha256(listed.get(layers)).equals(sha256(list.get(list.size() - 2)))) {
                    return "It lists another config: the ModelKit's config was changed after it was"
                        + " made.";
                  }
                  return "It lists another manifest: the kind of a layer or an annotation was"
                      + " changed after it was made.";
                });
    return Optional.of(other);
  }

  private Optional<String> layers(List<ResourceDescriptor> listed) {
    List<ResourceDescriptor> ours = list.subList(0, list.size() - LAST.size());
    List<String> oursInOrder = ours.stream().map(EmbeddedSubjects::sha256).toList();
    List<String> listedInOrder = listed.stream().map(EmbeddedSubjects::sha256).toList();
    if (listedInOrder.equals(oursInOrder)) {
      return Optional.empty();
    }
    List<ResourceDescriptor> added = without(ours, listedInOrder);
    List<ResourceDescriptor> gone = without(listed, oursInOrder);
    if (added.isEmpty() && gone.isEmpty()) {
      return Optional.of(
          "It lists the ModelKit's layers in another order: they were reordered after it was made.");
    }
    if (added.size() == ours.size() && gone.size() == listed.size() && !gone.isEmpty()) {
      return Optional.of(
          "It lists none of the ModelKit's layers: it was made for another ModelKit.");
    }
    for (ResourceDescriptor layer : added) {
      for (ResourceDescriptor before : gone) {
        if (String.valueOf(layer.name()).equals(before.name())) {
          return Optional.of(
              "It lists the layer "
                  + shown(before)
                  + ", where the ModelKit has sha256:"
                  + sha256(layer)
                  + ": the layer was changed after it was made.");
        }
      }
    }
    return Optional.of(
        added.isEmpty()
            ? "It lists the layer "
                + shown(gone.get(0))
                + ", which the ModelKit does not have: the layer was taken out after it was made."
            : "It does not list the layer "
                + shown(added.get(0))
                + ", which the ModelKit has: the layer was added after it was made.");
  }

  /** Those whose digests are not among these; each digest there counts for one here. */
  private static List<ResourceDescriptor> without(
      List<ResourceDescriptor> layers, List<String> digests) {
    List<String> left = new ArrayList<>(digests);
    return layers.stream().filter(layer -> !left.remove(sha256(layer))).toList();
  }

  private static String sha256(ResourceDescriptor subject) {
    return subject.digest().getOrDefault(SHA256, "");
  }

  private static String shown(ResourceDescriptor layer) {
    return Printable.of(layer.name() + " (sha256:" + sha256(layer) + ")");
  }
}
