package io.github.kitrail.operations;

import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.Manifest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One layer in a result.
 *
 * @param size bytes as stored, compressed when the layer is
 * @param path what the Kitfile calls it; null for a layer that the Kitfile does not name
 */
public record LayerSummary(String mediaType, String digest, long size, @Nullable String path) {

  static List<LayerSummary> of(Manifest manifest, Kitfile kitfile) {
    List<KitfileLayer> named = kitfile.layers();
    List<LayerSummary> layers = new ArrayList<>();
    for (Descriptor layer : manifest.layers()) {
      int position = layers.size();
      String path = position < named.size() ? named.get(position).path() : null;
      layers.add(
          new LayerSummary(layer.mediaType(), layer.digest().toString(), layer.size(), path));
    }
    return layers;
  }
}
