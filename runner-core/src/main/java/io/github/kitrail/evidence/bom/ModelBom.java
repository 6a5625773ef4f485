package io.github.kitrail.evidence.bom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.metadata.ToolInformation;

/**
 * The bill of materials of a ModelKit: its assets, the ModelKits it stands on, and what Kitfile and
 * models say about themselves.
 *
 * @see <a href="https://cyclonedx.org/capabilities/mlbom/">CycloneDX ML-BOM</a>
 */
public final class ModelBom {
  private final DescribedModelKit subject;
  private final List<DescribedModelKit> bases;
  private final String toolVersion;
  private final Instant time;

  /**
   * @param bases the ModelKits that it stands on, the nearest first
   * @param toolVersion Kitrail's own
   */
  public ModelBom(
      DescribedModelKit subject, List<DescribedModelKit> bases, String toolVersion, Instant time) {
    this.subject = subject;
    this.bases = List.copyOf(bases);
    this.toolVersion = toolVersion;
    this.time = time;
  }

  /**
   * The bill as JSON, CycloneDX 1.6.
   *
   * @throws KitrailException BAD_INPUT when what the Kitfile says has no place in the format
   */
  public ObjectNode toJson() throws KitrailException {
    String text;
    try {
      text = BomGeneratorFactory.createJson(Version.VERSION_16, bom()).toJsonString();
    } catch (GeneratorException e) {
      throw new IllegalStateException("a bill of materials can always be written", e);
    }
    String what = "The bill of materials of " + subject.modelKit().location().display();
    ObjectNode json = StrictJson.parse(text.getBytes(StandardCharsets.UTF_8), what);
    CycloneDx.check(json, what);
    return json;
  }

  private Bom bom() {
    Component root = ModelKitComponents.of(subject.modelKit());
    List<Component> components = new ArrayList<>(new AssetComponents(subject).all());
    Dependency above = new Dependency(root.getBomRef());
    for (Component asset : components) {
      above.addDependency(new Dependency(asset.getBomRef()));
    }
    Bom bom = new Bom();
    bom.addDependency(above);
    for (DescribedModelKit base : bases) {
      Component component = ModelKitComponents.of(base);
      components.add(component);
      above.addDependency(new Dependency(component.getBomRef()));
      above = new Dependency(component.getBomRef());
      bom.addDependency(above);
    }
    if (!bases.isEmpty()) {
      root.setPedigree(ModelKitComponents.pedigree(bases));
    }
    bom.setSerialNumber("urn:uuid:" + serial());
    bom.setMetadata(metadata(root));
    bom.setComponents(components);
    return bom;
  }

  /** The same for the same ModelKit at the same time. */
  private UUID serial() {
    String name = subject.modelKit().descriptor().digest() + " " + time;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private Metadata metadata(Component root) {
    Component kitrail = new Component();
    kitrail.setType(Component.Type.APPLICATION);
    kitrail.setName("kitrail");
    kitrail.setVersion(toolVersion);
    ToolInformation tools = new ToolInformation();
    tools.setComponents(List.of(kitrail));
    Metadata metadata = new Metadata();
    metadata.setTimestamp(Date.from(time));
    metadata.setToolChoice(tools);
    metadata.setComponent(root);
    return metadata;
  }
}
