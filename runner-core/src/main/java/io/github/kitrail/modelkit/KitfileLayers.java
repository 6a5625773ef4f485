package io.github.kitrail.modelkit;

import io.github.kitrail.modelkit.Kitfile.Code;
import io.github.kitrail.modelkit.Kitfile.Dataset;
import io.github.kitrail.modelkit.Kitfile.Docs;
import io.github.kitrail.modelkit.Kitfile.Model;
import io.github.kitrail.modelkit.Kitfile.ModelPart;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The layers of a Kitfile in kit's order: model, its parts, code, datasets, docs. */
final class KitfileLayers {
  private final List<KitfileLayer> layers = new ArrayList<>();

  private KitfileLayers() {}

  static List<KitfileLayer> of(Kitfile kitfile) {
    KitfileLayers all = new KitfileLayers();
    Model model = kitfile.model();
    if (model != null) {
      if (hasLayer(model)) {
        all.add(LayerKind.MODEL, 0, model.name(), model.path(), model.layer());
      }
      List<ModelPart> parts = model.parts();
      for (int i = 0; i < parts.size(); i++) {
        ModelPart part = parts.get(i);
        all.add(LayerKind.MODEL_PART, i, part.name(), part.path(), part.layer());
      }
    }
    for (int i = 0; i < kitfile.code().size(); i++) {
      Code code = kitfile.code().get(i);
      all.add(LayerKind.CODE, i, null, code.path(), code.layer());
    }
    for (int i = 0; i < kitfile.datasets().size(); i++) {
      Dataset dataset = kitfile.datasets().get(i);
      all.add(LayerKind.DATASET, i, dataset.name(), dataset.path(), dataset.layer());
    }
    for (int i = 0; i < kitfile.docs().size(); i++) {
      Docs docs = kitfile.docs().get(i);
      all.add(LayerKind.DOCS, i, null, docs.path(), docs.layer());
    }
    return List.copyOf(all.layers);
  }

  /** A model without a path has no layer, unlike the other elements, whose path is then ".". */
  private static boolean hasLayer(Model model) {
    return model.path() != null && !model.isReference();
  }

  private void add(
      LayerKind kind,
      int index,
      @Nullable String name,
      @Nullable String path,
      @Nullable LayerInfo info) {
    layers.add(new KitfileLayer(kind, index, name, ContextPath.clean(path), info));
  }

  static Kitfile withInfo(Kitfile kitfile, List<LayerInfo> infos) {
    int expected = of(kitfile).size();
    if (infos.size() != expected) {
      throw new IllegalArgumentException(
          "the Kitfile has " + expected + " layers, not " + infos.size());
    }
    Iterator<LayerInfo> next = infos.iterator();
    Model model = kitfile.model();
    return new Kitfile(
        kitfile.manifestVersion(),
        kitfile.packageInfo(),
        model == null ? null : withInfo(model, next),
        kitfile.code().stream()
            .map(c -> new Code(c.path(), c.description(), c.license(), next.next()))
            .toList(),
        kitfile.datasets().stream()
            .map(
                d ->
                    new Dataset(
                        d.name(),
                        d.path(),
                        d.description(),
                        d.license(),
                        d.parameters(),
                        next.next()))
            .toList(),
        kitfile.docs().stream()
            .map(d -> new Docs(d.path(), d.description(), next.next()))
            .toList());
  }

  private static Model withInfo(Model model, Iterator<LayerInfo> next) {
    LayerInfo own = hasLayer(model) ? next.next() : model.layer();
    return new Model(
        model.name(),
        model.path(),
        model.license(),
        model.framework(),
        model.format(),
        model.version(),
        model.description(),
        model.parts().stream()
            .map(p -> new ModelPart(p.name(), p.path(), p.license(), p.type(), next.next()))
            .toList(),
        model.parameters(),
        own);
  }
}
