package io.github.kitrail.modelkit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Kitfile.Code;
import io.github.kitrail.modelkit.Kitfile.Dataset;
import io.github.kitrail.modelkit.Kitfile.Docs;
import io.github.kitrail.modelkit.Kitfile.Model;
import io.github.kitrail.modelkit.Kitfile.ModelPart;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The config of a ModelKit: its Kitfile as JSON, with the digests of the layers. Its bytes are
 * those that kit writes, because the ModelKit's digest depends on them.
 */
public final class KitfileConfig {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private KitfileConfig() {}

  /** The bytes that kit writes for this Kitfile. */
  public static byte[] toBytes(Kitfile kitfile) {
    ObjectNode node = JSON.objectNode();
    node.put("manifestVersion", kitfile.manifestVersion());
    // Go never leaves out a struct, so the package is there even when it says nothing.
    node.set("package", write(kitfile.packageInfo()));
    if (kitfile.model() != null) {
      node.set("model", write(kitfile.model()));
    }
    list(node, "code", kitfile.code(), KitfileConfig::write);
    list(node, "datasets", kitfile.datasets(), KitfileConfig::write);
    list(node, "docs", kitfile.docs(), KitfileConfig::write);
    return GoJson.write(node);
  }

  /**
   * Reads the config of any version of kit; unknown fields are ignored. Its paths are not checked.
   *
   * @throws KitrailException BAD_INPUT when it is no JSON object, or a field has a wrong type
   */
  public static Kitfile parse(byte[] bytes) throws KitrailException {
    return KitfileConfigReader.read(bytes);
  }

  private static ObjectNode write(Kitfile.Package info) {
    ObjectNode node = JSON.objectNode();
    text(node, "name", info.name());
    text(node, "version", info.version());
    text(node, "description", info.description());
    text(node, "license", info.license());
    if (!info.authors().isEmpty()) {
      ArrayNode authors = node.putArray("authors");
      info.authors().forEach(authors::add);
    }
    return node;
  }

  private static ObjectNode write(Model model) {
    ObjectNode node = JSON.objectNode();
    text(node, "name", model.name());
    text(node, "path", model.path());
    text(node, "license", model.license());
    text(node, "framework", model.framework());
    text(node, "format", model.format());
    text(node, "version", model.version());
    text(node, "description", model.description());
    list(node, "parts", model.parts(), KitfileConfig::write);
    parameters(node, model.parameters());
    layer(node, model.layer());
    return node;
  }

  private static ObjectNode write(ModelPart part) {
    ObjectNode node = JSON.objectNode();
    text(node, "name", part.name());
    text(node, "path", part.path());
    text(node, "license", part.license());
    text(node, "type", part.type());
    layer(node, part.layer());
    return node;
  }

  private static ObjectNode write(Code code) {
    ObjectNode node = JSON.objectNode();
    text(node, "path", code.path());
    text(node, "description", code.description());
    text(node, "license", code.license());
    layer(node, code.layer());
    return node;
  }

  private static ObjectNode write(Dataset dataset) {
    ObjectNode node = JSON.objectNode();
    text(node, "name", dataset.name());
    text(node, "path", dataset.path());
    text(node, "description", dataset.description());
    text(node, "license", dataset.license());
    parameters(node, dataset.parameters());
    layer(node, dataset.layer());
    return node;
  }

  private static ObjectNode write(Docs docs) {
    ObjectNode node = JSON.objectNode();
    // The one path that is written even when it is empty.
    node.put("path", docs.path() == null ? "" : docs.path());
    text(node, "description", docs.description());
    layer(node, docs.layer());
    return node;
  }

  private static <T> void list(
      ObjectNode node, String field, List<T> elements, Function<T, ObjectNode> writer) {
    if (!elements.isEmpty()) {
      ArrayNode array = node.putArray(field);
      elements.forEach(element -> array.add(writer.apply(element)));
    }
  }

  private static void text(ObjectNode node, String field, @Nullable String value) {
    if (value != null) {
      node.put(field, value);
    }
  }

  private static void parameters(ObjectNode node, @Nullable Parameters parameters) {
    if (parameters != null) {
      node.set("parameters", parameters.toTree());
    }
  }

  private static void layer(ObjectNode node, @Nullable LayerInfo layer) {
    if (layer != null) {
      node.put("digest", layer.digest().toString());
      if (layer.diffId() != null) {
        node.put("diffId", layer.diffId().toString());
      }
    }
  }
}
