package io.github.kitrail.modelkit;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A layer of a ModelKit's manifest, with what the config says that it is.
 *
 * @param element of the Kitfile
 */
public record AssetLayer(Descriptor descriptor, LayerType type, KitfileLayer element) {

  /**
   * All layers, in the manifest's order. kit's way to find a layer's element: the n-th layer of a
   * kind is the n-th of that kind.
   *
   * @throws KitrailException BAD_INPUT when a layer is of a kind that cannot be read;
   *     HOSTILE_CONTENT when the config does not name it
   */
  public static List<AssetLayer> of(Manifest manifest, Kitfile kitfile) throws KitrailException {
    Map<LayerKind, Iterator<KitfileLayer>> elements = new EnumMap<>(LayerKind.class);
    for (LayerKind kind : LayerKind.values()) {
      List<KitfileLayer> ofKind =
          kitfile.layers().stream().filter(layer -> layer.kind() == kind).toList();
      elements.put(kind, ofKind.iterator());
    }
    List<AssetLayer> layers = new ArrayList<>();
    for (Descriptor layer : manifest.layers()) {
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
      layers.add(new AssetLayer(layer, type, ofKind.next()));
    }
    return List.copyOf(layers);
  }

  /**
   * @throws KitrailException DIGEST_MISMATCH when the config names another digest than the manifest
   */
  public AssetLayer requireConsistent() throws KitrailException {
    LayerInfo info = element.info();
    if (info != null && !info.digest().equals(descriptor.digest())) {
      throw new KitrailException(
          ErrorCode.DIGEST_MISMATCH,
          "The ModelKit contradicts itself: by its config the "
              + type.kind().filterName()
              + " layer of \""
              + element.path()
              + "\" is "
              + info.digest()
              + ", by its manifest "
              + descriptor.digest()
              + ".");
    }
    return this;
  }

  /** What the archive must be once decompressed; null when nobody has said. */
  public @Nullable Digest diffId() {
    LayerInfo info = element.info();
    return info == null ? null : info.diffId();
  }

  /**
   * The folder that the archive's paths start from: the context, or, in ModelKits of old versions
   * of kit, the one that the element lies in.
   */
  public String base() {
    int slash = element.path().lastIndexOf('/');
    return element.info() == null && slash > 0 ? element.path().substring(0, slash) + "/" : "";
  }
}
