package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.chain.Chain;
import io.github.kitrail.content.Location;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.PackedModelKit;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Assets;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.LayerKind;
import io.github.kitrail.operations.ShowChain.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a ModelKit was made from, against what is there now. */
final class Outdated {
  private Outdated() {}

  /**
   * @param now the bases as their names are resolved now
   * @param folder null when datasets are not compared
   * @throws KitrailException NOT_FOUND when nothing says which bases it was made on
   */
  static List<Change> changes(
      ModelKit modelKit, Chain now, @Nullable PreparedFolder folder, Context context)
      throws KitrailException {
    List<Change> changes = new ArrayList<>(bases(modelKit, now, context));
    if (folder != null) {
      changes.addAll(datasets(modelKit, folder, context));
    }
    return changes;
  }

  private static List<Change> bases(ModelKit modelKit, Chain now, Context context)
      throws KitrailException {
    if (now.links().isEmpty()) {
      return List.of();
    }
    RecordedBases recorded = RecordedBases.of(modelKit, context);
    List<Change> changes = new ArrayList<>();
    for (ModelKit base : now.links()) {
      String digest = base.descriptor().digest().toString();
      String name = base.location().reference().display();
      if (recorded.digests().containsValue(digest)) {
        continue;
      }
      if (!recorded.told()) {
        throw new KitrailException(
            ErrorCode.NOT_FOUND,
            "Could not tell whether "
                + modelKit.location().display()
                + " is outdated: it has no provenance, and nothing else says which "
                + name
                + " it was made on. `kitrail run` attests it, with `attest: [slsa-provenance]` in"
                + " kitrail.yaml; or name the base by its digest in the Kitfile.");
      }
      changes.add(new Change("base", name, recorded.digests().get(name), digest));
    }
    return changes;
  }

  private static List<Change> datasets(ModelKit modelKit, PreparedFolder folder, Context context)
      throws KitrailException {
    Map<String, AssetLayer> before =
        datasets(Assets.of(modelKit.manifest(), modelKit.kitfile()).layers());
    Map<String, AssetLayer> now;
    try (TemporaryFolder temporary = TemporaryFolder.make(null)) {
      // The digest of a layer is known when it has streamed; where to is of no account.
      Location place = context.locations().open("oci:" + temporary.path());
      PackedModelKit packed = folder.datasetsInto(place);
      now = datasets(AssetLayer.of(packed.manifest(), packed.kitfile()));
    }
    Set<String> paths = new LinkedHashSet<>(now.keySet());
    paths.addAll(before.keySet());
    List<Change> changes = new ArrayList<>();
    for (String path : paths) {
      AssetLayer old = before.get(path);
      AssetLayer fresh = now.get(path);
      if (!same(old, fresh)) {
        changes.add(new Change("dataset", path, digest(old), digest(fresh)));
      }
    }
    return changes;
  }

  private static Map<String, AssetLayer> datasets(List<AssetLayer> layers) {
    Map<String, AssetLayer> datasets = new LinkedHashMap<>();
    layers.stream()
        .filter(it -> it.type().kind() == LayerKind.DATASET)
        .forEach(it -> datasets.put(it.element().path(), it));
    return datasets;
  }

  /** By what is in them, as far as that is known: they may have been compressed in another way. */
  private static boolean same(@Nullable AssetLayer one, @Nullable AssetLayer other) {
    if (one == null || other == null) {
      return false;
    }
    Digest diffId = one.diffId();
    return one.descriptor().digest().equals(other.descriptor().digest())
        || (diffId != null && diffId.equals(other.diffId()));
  }

  private static @Nullable String digest(@Nullable AssetLayer layer) {
    return layer == null ? null : layer.descriptor().digest().toString();
  }
}
