package io.github.kitrail.modelkit;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Kitfile.Code;
import io.github.kitrail.modelkit.Kitfile.Dataset;
import io.github.kitrail.modelkit.Kitfile.Docs;
import io.github.kitrail.modelkit.Kitfile.Model;
import io.github.kitrail.modelkit.Kitfile.ModelPart;
import io.github.kitrail.yaml.YamlDocument;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a folder's Kitfile, strictly: every field is known, has the right type, and every path
 * stays within the folder and is packed once. kit takes any unquoted value where text is expected;
 * here a number is taken, as it is written, for versions only ({@code version: 1.0}), as that is
 * how people write them. Elsewhere it is an error that says to quote it. What is left empty counts
 * as absent.
 *
 * @see <a href="https://kitops.org/docs/kitfile/format/">Kitfile format 1.0.0</a>
 */
public final class KitfileReader {
  private final KitfilePaths paths = new KitfilePaths();

  private KitfileReader() {}

  /**
   * Reads and validates a Kitfile.
   *
   * @param name what the user calls the file, for messages
   * @throws KitrailException BAD_INPUT with line and column
   */
  public static Kitfile parse(String text, String name) throws KitrailException {
    return new KitfileReader().kitfile(YamlDocument.parse(text, name));
  }

  private Kitfile kitfile(YamlMapping root) throws KitrailException {
    Optional<YamlValue> prompts = root.get("prompts");
    if (prompts.isPresent()) {
      throw prompts
          .get()
          .keyError("`prompts` belongs to Kitfiles of newer versions of kit, not supported yet");
    }
    root.allowOnly("Kitfile", "manifestVersion", "package", "model", "code", "datasets", "docs");
    String version = KitfileFields.manifestVersion(root);
    Kitfile.Package packageInfo = packageInfo(root);
    Model model = model(root);
    List<Code> code = new ArrayList<>();
    for (YamlMapping fields : groups(root, "code")) {
      code.add(code(fields));
    }
    List<Dataset> datasets = new ArrayList<>();
    for (YamlMapping fields : groups(root, "datasets")) {
      datasets.add(dataset(fields));
    }
    List<Docs> docs = new ArrayList<>();
    for (YamlMapping fields : groups(root, "docs")) {
      docs.add(docs(fields));
    }
    return new Kitfile(version, packageInfo, model, code, datasets, docs);
  }

  private static Kitfile.Package packageInfo(YamlMapping root) throws KitrailException {
    Optional<YamlValue> value = root.get("package");
    if (value.isEmpty()) {
      return Kitfile.Package.NONE;
    }
    YamlMapping fields = value.get().mapping();
    fields.allowOnly("package", "name", "version", "description", "license", "authors");
    List<String> authors = new ArrayList<>();
    for (YamlValue author : fields.list("authors")) {
      authors.add(KitfileFields.text(author));
    }
    return new Kitfile.Package(
        KitfileFields.text(fields, "name"),
        KitfileFields.version(fields),
        KitfileFields.text(fields, "description"),
        KitfileFields.text(fields, "license"),
        authors);
  }

  private @Nullable Model model(YamlMapping root) throws KitrailException {
    Optional<YamlValue> value = root.get("model");
    if (value.isEmpty()) {
      return null;
    }
    YamlMapping fields = value.get().mapping();
    fields.allowOnly(
        "model",
        "name",
        "path",
        "license",
        "framework",
        "format",
        "version",
        "description",
        "parts",
        "parameters");
    List<ModelPart> parts = new ArrayList<>();
    String path = paths.ofModel(fields);
    for (YamlMapping part : groups(fields, "parts")) {
      parts.add(part(part));
    }
    return new Model(
        KitfileFields.text(fields, "name"),
        path,
        KitfileFields.text(fields, "license"),
        KitfileFields.text(fields, "framework"),
        KitfileFields.text(fields, "format"),
        KitfileFields.version(fields),
        KitfileFields.text(fields, "description"),
        parts,
        KitfileFields.parameters(fields),
        null);
  }

  private ModelPart part(YamlMapping fields) throws KitrailException {
    fields.allowOnly("model part", "name", "path", "license", "type");
    return new ModelPart(
        KitfileFields.text(fields, "name"),
        paths.of(fields),
        KitfileFields.text(fields, "license"),
        KitfileFields.partType(fields),
        null);
  }

  private Code code(YamlMapping fields) throws KitrailException {
    fields.allowOnly("code", "path", "description", "license");
    return new Code(
        paths.of(fields),
        KitfileFields.text(fields, "description"),
        KitfileFields.text(fields, "license"),
        null);
  }

  private Dataset dataset(YamlMapping fields) throws KitrailException {
    fields.allowOnly("dataset", "name", "path", "description", "license", "parameters");
    return new Dataset(
        KitfileFields.text(fields, "name"),
        paths.of(fields),
        KitfileFields.text(fields, "description"),
        KitfileFields.text(fields, "license"),
        KitfileFields.parameters(fields),
        null);
  }

  private Docs docs(YamlMapping fields) throws KitrailException {
    fields.allowOnly("docs", "path", "description");
    return new Docs(paths.of(fields), KitfileFields.text(fields, "description"), null);
  }

  private static List<YamlMapping> groups(YamlMapping parent, String field)
      throws KitrailException {
    List<YamlMapping> groups = new ArrayList<>();
    for (YamlValue element : parent.list(field)) {
      groups.add(element.mapping());
    }
    return groups;
  }
}
