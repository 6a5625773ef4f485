package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.ContextPath;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.EntryPath;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.LayerInfo;
import io.github.kitrail.modelkit.LayerKind;
import io.github.kitrail.modelkit.LayerType;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which layers of some ModelKits are wanted, and what each of them must be. */
final class UnpackPlan {
  /**
   * A wanted layer.
   *
   * @param element what the config says that it is
   */
  record WantedLayer(Descriptor descriptor, LayerType type, KitfileLayer element) {
    /** What the archive must be once decompressed; null when nobody has said. */
    @Nullable Digest diffId() {
      LayerInfo info = element.info();
      return info == null ? null : info.diffId();
    }

    /**
     * The folder that the archive's paths start from: the context, or, in ModelKits of old versions
     * of kit, the one that the element lies in.
     */
    String base() {
      int slash = element.path().lastIndexOf('/');
      return element.info() == null && slash > 0 ? element.path().substring(0, slash) + "/" : "";
    }
  }

  private final Map<Digest, WantedLayer> layers = new LinkedHashMap<>();

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

  /** kit's way to find a layer's element: the n-th layer of a kind is the n-th of that kind. */
  private void add(UnpackPart part) throws KitrailException {
    Map<LayerKind, Iterator<KitfileLayer>> elements = new EnumMap<>(LayerKind.class);
    for (LayerKind kind : LayerKind.values()) {
      List<KitfileLayer> ofKind =
          part.kitfile().layers().stream().filter(layer -> layer.kind() == kind).toList();
      elements.put(kind, ofKind.iterator());
    }
    for (Descriptor layer : part.manifest().layers()) {
      LayerType type = LayerType.require(layer.mediaType());
      Iterator<KitfileLayer> ofKind = elements.get(type.kind());
      if (ofKind == null || !ofKind.hasNext()) {
        throw new KitrailException(
            ErrorCode.HOSTILE_CONTENT,
            "The ModelKit has a "
                + type.kind().filterName()
                + " layer, "
                + layer.digest()
                + ", that its config does not name.");
      }
      KitfileLayer element = ofKind.next();
      if (part.wants(element)) {
        check(layer, type, element);
        layers.putIfAbsent(layer.digest(), new WantedLayer(layer, type, element));
      }
    }
  }

  private static void check(Descriptor layer, LayerType type, KitfileLayer element)
      throws KitrailException {
    if (!ContextPath.clean(element.path()).equals(".")) {
      EntryPath.check(element.path());
    }
    LayerInfo info = element.info();
    if (info != null && !info.digest().equals(layer.digest())) {
      throw new KitrailException(
          ErrorCode.DIGEST_MISMATCH,
          "The ModelKit contradicts itself: by its config the "
              + type.kind().filterName()
              + " layer of \""
              + element.path()
              + "\" is "
              + info.digest()
              + ", by its manifest "
              + layer.digest()
              + ".");
    }
  }

  List<WantedLayer> layers() {
    return List.copyOf(layers.values());
  }

  @Nullable WantedLayer find(Digest layer) {
    return layers.get(layer);
  }
}
