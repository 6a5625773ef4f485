package io.github.kitrail.evidence.bom;

import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Assets;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.LayerInfo;
import io.github.kitrail.modelkit.LayerKind;
import io.github.kitrail.modelkit.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.component.data.ComponentData;
import org.cyclonedx.model.component.data.ComponentData.ComponentDataType;
import org.jspecify.annotations.Nullable;

/** The layers of a ModelKit as components, each with what the Kitfile says about it. */
final class AssetComponents {
  private static final String KITFILE = "kitrail:kitfile:";

  private final DescribedModelKit described;
  private final Kitfile kitfile;
  private final Assets assets;

  AssetComponents(DescribedModelKit described) {
    this.described = described;
    this.kitfile = described.modelKit().kitfile();
    this.assets = described.assets();
  }

  /** All of them, in the manifest's order; the model first, also where its files are elsewhere. */
  List<Component> all() {
    List<Component> components = new ArrayList<>();
    boolean own = assets.layers().stream().anyMatch(it -> it.element().kind() == LayerKind.MODEL);
    if (kitfile.model() != null && !own) {
      components.add(elsewhere());
    }
    assets.layers().forEach(layer -> components.add(of(layer)));
    return components;
  }

  /** The component of a layer; its reference is what the asset is called on the command line. */
  private Component of(AssetLayer layer) {
    ModelFacts facts = described.factsOf(layer);
    KitfileLayer element = layer.element();
    int index = element.index();
    Component component =
        switch (element.kind()) {
          case MODEL -> model(facts);
          case MODEL_PART -> part(parts().get(index), facts);
          case CODE -> code(kitfile.code().get(index));
          case DATASET -> dataset(kitfile.datasets().get(index));
          case DOCS -> docs(kitfile.docs().get(index));
        };
    if (component.getName() == null) {
      component.setName(element.path());
    }
    component.setBomRef(assets.name(layer));
    component.setMimeType(layer.descriptor().mediaType());
    component.addHash(new Hash(Hash.Algorithm.SHA_256, layer.descriptor().digest().hex()));
    property(component, KITFILE + "path", element.path());
    LayerInfo info = element.info();
    if (info != null && info.diffId() != null && !info.diffId().equals(info.digest())) {
      property(component, "kitrail:layer:diffId", info.diffId().toString());
    }
    return component;
  }

  /** A model whose files are a base ModelKit's, or all parts. */
  private Component elsewhere() {
    Component component = model(null);
    component.setBomRef(LayerKind.MODEL.filterName());
    if (component.getName() == null) {
      component.setName(LayerKind.MODEL.filterName());
    }
    return component;
  }

  private Component model(@Nullable ModelFacts facts) {
    Kitfile.Model model = Objects.requireNonNull(kitfile.model(), "a model has no Kitfile model");
    Component component =
        component(Component.Type.MACHINE_LEARNING_MODEL, model.name(), model.license());
    component.setVersion(model.version());
    component.setDescription(model.description());
    List<String> datasets =
        assets.layers().stream()
            .filter(it -> it.element().kind() == LayerKind.DATASET)
            .map(assets::name)
            .toList();
    ModelCards.add(component, facts, model.parameters(), datasets);
    property(component, KITFILE + "framework", model.framework());
    property(component, KITFILE + "format", model.format());
    parameters(component, model.parameters());
    return component;
  }

  private List<Kitfile.ModelPart> parts() {
    Kitfile.Model model = kitfile.model();
    return model == null ? List.of() : model.parts();
  }

  /** A part may be anything: it is a model when its header says so. */
  private static Component part(Kitfile.ModelPart part, @Nullable ModelFacts facts) {
    Component.Type type =
        facts == null ? Component.Type.FILE : Component.Type.MACHINE_LEARNING_MODEL;
    Component component = component(type, part.name(), part.license());
    ModelCards.add(component, facts, null, List.of());
    property(component, KITFILE + "type", part.type());
    return component;
  }

  private static Component dataset(Kitfile.Dataset dataset) {
    Component component = data(ComponentDataType.DATASET, dataset.name(), dataset.license());
    component.setDescription(dataset.description());
    parameters(component, dataset.parameters());
    return component;
  }

  private static Component code(Kitfile.Code code) {
    Component component = data(ComponentDataType.SOURCE_CODE, null, code.license());
    component.setDescription(code.description());
    return component;
  }

  private static Component docs(Kitfile.Docs docs) {
    Component component = data(ComponentDataType.OTHER, null, null);
    component.setDescription(docs.description());
    return component;
  }

  private static Component data(
      ComponentDataType type, @Nullable String name, @Nullable String license) {
    Component component = component(Component.Type.DATA, name, license);
    ComponentData data = new ComponentData();
    data.setType(type);
    component.setData(List.of(data));
    return component;
  }

  private static Component component(
      Component.Type type, @Nullable String name, @Nullable String license) {
    Component component = new Component();
    component.setType(type);
    component.setName(name);
    component.setLicenses(Licences.of(license));
    return component;
  }

  private static void parameters(Component component, @Nullable Parameters parameters) {
    if (parameters != null) {
      property(component, KITFILE + "parameters", parameters.json());
    }
  }

  static void property(Component component, String name, @Nullable String value) {
    if (value != null) {
      Property property = new Property();
      property.setName(name);
      property.setValue(value);
      component.addProperty(property);
    }
  }
}
