package io.github.kitrail.content;

import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileConfig;
import io.github.kitrail.modelkit.LayerInfo;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A ModelKit whose layers are where they belong, and what goes around them, as kit writes it.
 *
 * @param kitfile with the digests of its layers
 * @param layers in the manifest's order
 */
record Assembly(Kitfile kitfile, List<Descriptor> layers, Map<String, String> annotations) {
  Assembly {
    layers = List.copyOf(layers);
  }

  /**
   * @param pending were read to their end
   * @param written what each of them was then
   */
  static Assembly of(
      Kitfile kitfile,
      List<? extends PendingLayer> pending,
      List<Descriptor> written,
      PackOptions options) {
    List<LayerInfo> infos = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      infos.add(info(pending.get(i), written.get(i)));
    }
    return new Assembly(kitfile.withLayerInfo(infos), written, options.annotations());
  }

  private static LayerInfo info(PendingLayer layer, Descriptor written) {
    Digest diffId = layer.diffId();
    return new LayerInfo(written.digest(), diffId == null ? written.digest() : diffId);
  }

  /** The same with one more layer, the last. */
  Assembly with(Kitfile.Docs element, PendingLayer layer, Descriptor written) {
    List<Descriptor> all = new ArrayList<>(layers);
    all.add(written);
    Kitfile.Docs known =
        new Kitfile.Docs(element.path(), element.description(), info(layer, written));
    return new Assembly(kitfile.withDocs(known), all, annotations);
  }

  byte[] config() {
    return KitfileConfig.toBytes(kitfile);
  }

  Manifest manifest() {
    Descriptor config = Descriptor.of(MediaTypes.KITFILE_CONFIG, config());
    return new Manifest(null, null, config, layers, null, annotations);
  }
}
