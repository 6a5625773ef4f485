package io.github.kitrail.content.folder;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.ContextPath;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.EntryPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which layers of some ModelKits are wanted, and what each of them must be. */
final class UnpackPlan {
  private final Map<Digest, AssetLayer> layers = new LinkedHashMap<>();

  /** For each part, the size of the layers that no earlier one brings. */
  private final List<Long> bytes = new ArrayList<>();

  /**
   * @throws KitrailException BAD_INPUT when a layer is of a kind that cannot be unpacked;
   *     DIGEST_MISMATCH, HOSTILE_CONTENT when config and manifest contradict each other
   */
  static UnpackPlan of(List<UnpackPart> parts) throws KitrailException {
    UnpackPlan plan = new UnpackPlan();
    for (UnpackPart part : parts) {
      plan.add(part);
    }
    return plan;
  }

  private void add(UnpackPart part) throws KitrailException {
    long added = 0;
    for (AssetLayer layer : AssetLayer.of(part.manifest(), part.kitfile())) {
      if (part.wants(layer.element())) {
        check(layer);
        if (layers.putIfAbsent(layer.descriptor().digest(), layer) == null) {
          added += layer.descriptor().size();
        }
      }
    }
    bytes.add(added);
  }

  /**
   * What the parts after this one bring that no earlier one has brought.
   *
   * @param part counted from 0
   */
  long bytesAfter(int part) {
    return bytes.stream().skip(part + 1L).mapToLong(Long::longValue).sum();
  }

  private static void check(AssetLayer layer) throws KitrailException {
    if (!ContextPath.clean(layer.element().path()).equals(".")) {
      EntryPath.check(layer.element().path());
    }
    layer.requireConsistent();
  }

  List<AssetLayer> layers() {
    return List.copyOf(layers.values());
  }

  @Nullable AssetLayer find(Digest layer) {
    return layers.get(layer);
  }
}
