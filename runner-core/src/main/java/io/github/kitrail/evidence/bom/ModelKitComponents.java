package io.github.kitrail.evidence.bom;

import io.github.kitrail.content.ModelKit;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.LayerKind;
import io.github.kitrail.modelkit.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.cyclonedx.model.Ancestors;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.OrganizationalContact;
import org.cyclonedx.model.Pedigree;
import org.jspecify.annotations.Nullable;

/** ModelKits as components: the one that a bill is about, and those that it stands on. */
final class ModelKitComponents {
  private ModelKitComponents() {}

  /** A ModelKit as a whole, as its package describes it. */
  static Component of(ModelKit modelKit) {
    Kitfile.Package info = modelKit.kitfile().packageInfo();
    Component component = named(modelKit);
    component.setBomRef(component.getPurl());
    component.setDescription(info.description());
    component.setLicenses(Licences.of(info.license()));
    if (!info.authors().isEmpty()) {
      component.setAuthors(info.authors().stream().map(ModelKitComponents::contact).toList());
    }
    return component;
  }

  /** A base with what the header of its own model says. */
  static Component of(DescribedModelKit base) {
    Component component = of(base.modelKit());
    Kitfile.Model model = base.modelKit().kitfile().model();
    @Nullable Parameters parameters = model == null ? null : model.parameters();
    for (AssetLayer layer : base.assets().layers()) {
      if (layer.element().kind() == LayerKind.MODEL) {
        ModelCards.add(component, base.factsOf(layer), parameters, List.of());
      }
    }
    return component;
  }

  /**
   * What something was made from.
   *
   * @param bases the nearest first
   */
  static Pedigree pedigree(List<DescribedModelKit> bases) {
    List<Component> chain = new ArrayList<>();
    for (DescribedModelKit base : bases) {
      Component ancestor = named(base.modelKit());
      if (!chain.isEmpty()) {
        chain.get(chain.size() - 1).setPedigree(pedigree(ancestor));
      }
      chain.add(ancestor);
    }
    return pedigree(chain.get(0));
  }

  private static Pedigree pedigree(Component ancestor) {
    Ancestors ancestors = new Ancestors();
    ancestors.addComponent(ancestor);
    Pedigree pedigree = new Pedigree();
    pedigree.setAncestors(ancestors);
    return pedigree;
  }

  private static Component named(ModelKit modelKit) {
    Kitfile.Package info = modelKit.kitfile().packageInfo();
    String repository = modelKit.location().reference().repository();
    Component component = new Component();
    component.setType(Component.Type.MACHINE_LEARNING_MODEL);
    component.setName(info.name() == null ? repository : info.name());
    component.setVersion(info.version());
    component.setPurl(OciPurl.of(modelKit));
    component.addHash(new Hash(Hash.Algorithm.SHA_256, modelKit.descriptor().digest().hex()));
    return component;
  }

  private static OrganizationalContact contact(String author) {
    OrganizationalContact contact = new OrganizationalContact();
    contact.setName(author);
    return contact;
  }
}
