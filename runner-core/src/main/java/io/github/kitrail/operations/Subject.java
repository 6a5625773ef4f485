package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.Evidence;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Assets;
import io.github.kitrail.modelkit.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What evidence that is attached to a ModelKit can be about: all of it, or one asset.
 *
 * @param place what messages call the place that holds it
 * @param about {@code modelkit}, or the asset in the words of {@code --filter}
 * @param digest of the manifest, or of the asset's layer
 */
record Subject(String place, String about, Digest digest) {
  private static final String WHOLE = "modelkit";

  static Subject of(ModelKit modelKit) {
    return new Subject(modelKit.location().display(), WHOLE, modelKit.descriptor().digest());
  }

  /**
   * @throws KitrailException BAD_INPUT when the ModelKit has no such asset
   */
  static Subject of(ModelKit modelKit, String asset) throws KitrailException {
    Assets assets = Assets.of(modelKit.manifest(), modelKit.kitfile());
    return of(modelKit, assets, assets.require(asset));
  }

  private static Subject of(ModelKit modelKit, Assets assets, AssetLayer layer) {
    return new Subject(
        modelKit.location().display() + " " + assets.name(layer),
        assets.name(layer),
        layer.descriptor().digest());
  }

  private boolean isWhole() {
    return about.equals(WHOLE);
  }

  /** The evidence that may be about it. */
  List<Evidence> among(List<Evidence> evidence) {
    return isWhole()
        ? evidence
        : evidence.stream().filter(piece -> piece.embedded() == null).toList();
  }

  /** All subjects of a ModelKit, the whole first; no assets where its layers cannot be told. */
  static List<Subject> all(ModelKit modelKit) {
    List<Subject> all = new ArrayList<>(List.of(of(modelKit)));
    try {
      Assets assets = Assets.of(modelKit.manifest(), modelKit.kitfile());
      assets.layers().forEach(layer -> all.add(of(modelKit, assets, layer)));
    } catch (KitrailException e) {
      // Newer kinds of layers, or a config that contradicts the manifest.
    }
    return all;
  }

  /**
   * The first of these that a piece of evidence says it is about. What is embedded lists layers,
   * but is about the whole.
   */
  static Optional<Subject> claimed(List<Subject> subjects, Evidence piece) {
    if (piece.embedded() != null) {
      return subjects.stream().filter(Subject::isWhole).findFirst();
    }
    Set<Digest> claimed = piece.claimedSubjects();
    return subjects.stream().filter(it -> claimed.contains(it.digest())).findFirst();
  }
}
