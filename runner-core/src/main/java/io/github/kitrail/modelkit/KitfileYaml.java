package io.github.kitrail.modelkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Kitfile.Code;
import io.github.kitrail.modelkit.Kitfile.Dataset;
import io.github.kitrail.modelkit.Kitfile.Docs;
import io.github.kitrail.modelkit.Kitfile.Model;
import io.github.kitrail.modelkit.Kitfile.ModelPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a Kitfile as kit's unpack writes it, so that unpacking over a folder that kit has unpacked
 * finds an equal file.
 */
public final class KitfileYaml {
  private KitfileYaml() {}

  /** The text of the Kitfile, without the layers' digests. */
  public static String write(Kitfile kitfile) {
    return GoYaml.write(fields(kitfile));
  }

  /**
   * One part of the Kitfile, as kit's info shows it: text as it is, all else as YAML, without the
   * part's own name.
   *
   * @param path names with dots between them, such as {@code model.parameters}; a dot before them
   *     is allowed
   * @throws KitrailException BAD_INPUT when the Kitfile has no such part
   */
  public static String write(Kitfile kitfile, String path) throws KitrailException {
    Object part = fields(kitfile);
    for (String name : path.replaceFirst("^\\.", "").split("\\.", -1)) {
      part = GoYaml.get(part, name);
      if (part == null) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "The Kitfile has no \"" + path + "\": there is nothing called \"" + name + "\" there.");
      }
    }
    return GoYaml.writePart(part);
  }

  private static Map<String, Object> fields(Kitfile kitfile) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("manifestVersion", kitfile.manifestVersion());
    Map<String, Object> info = fields(kitfile.packageInfo());
    if (!info.isEmpty()) {
      fields.put("package", info);
    }
    if (kitfile.model() != null) {
      fields.put("model", fields(kitfile.model()));
    }
    list(fields, "code", kitfile.code(), KitfileYaml::fields);
    list(fields, "datasets", kitfile.datasets(), KitfileYaml::fields);
    list(fields, "docs", kitfile.docs(), KitfileYaml::fields);
    return fields;
  }

  private static Map<String, Object> fields(Kitfile.Package info) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "name", info.name());
    put(fields, "version", info.version());
    put(fields, "description", info.description());
    put(fields, "license", info.license());
    if (!info.authors().isEmpty()) {
      fields.put("authors", new GoYaml.FlowList(info.authors()));
    }
    return fields;
  }

  private static Map<String, Object> fields(Model model) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "name", model.name());
    put(fields, "path", model.path());
    put(fields, "license", model.license());
    put(fields, "framework", model.framework());
    put(fields, "format", model.format());
    put(fields, "version", model.version());
    put(fields, "description", model.description());
    list(fields, "parts", model.parts(), KitfileYaml::fields);
    put(fields, "parameters", tree(model.parameters()));
    return fields;
  }

  private static Map<String, Object> fields(ModelPart part) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "name", part.name());
    put(fields, "path", part.path());
    put(fields, "license", part.license());
    put(fields, "type", part.type());
    return fields;
  }

  private static Map<String, Object> fields(Code code) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "path", code.path());
    put(fields, "description", code.description());
    put(fields, "license", code.license());
    return fields;
  }

  private static Map<String, Object> fields(Dataset dataset) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "name", dataset.name());
    put(fields, "path", dataset.path());
    put(fields, "description", dataset.description());
    put(fields, "license", dataset.license());
    put(fields, "parameters", tree(dataset.parameters()));
    return fields;
  }

  private static Map<String, Object> fields(Docs docs) {
    Map<String, Object> fields = new LinkedHashMap<>();
    // The one path that is written even when it is empty.
    fields.put("path", docs.path() == null ? "" : docs.path());
    put(fields, "description", docs.description());
    return fields;
  }

  private static <T> void list(
      Map<String, Object> fields,
      String name,
      List<T> elements,
      Function<T, Map<String, Object>> writer) {
    if (!elements.isEmpty()) {
      fields.put(name, elements.stream().map(writer).toList());
    }
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  private static @Nullable JsonNode tree(@Nullable Parameters parameters) {
    return parameters == null ? null : parameters.toTree();
  }
}
