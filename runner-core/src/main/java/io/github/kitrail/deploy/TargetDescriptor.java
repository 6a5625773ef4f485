package io.github.kitrail.deploy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlDocument;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a target's {@code target.yaml}; docs/targets.md describes it. */
final class TargetDescriptor {
  static final String FILE = "target.yaml";

  /** What names look like, as they appear on command lines. */
  static final String NAME = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";

  private TargetDescriptor() {}

  /** Reads and checks it. */
  static Target read(TargetFolder folder) throws KitrailException, IOException {
    YamlMapping root =
        YamlDocument.parse(folder.readText(FILE), folder.display(FILE))
            .allowOnly(
                "target",
                "version",
                "name",
                "title",
                "description",
                "formats",
                "maxAdapters",
                "unpack",
                "requiresRegistry",
                "parameters",
                "files");
    root.require("version").integer(1, 1);
    YamlValue name = root.require("name");
    if (!name.text().matches(NAME)) {
      throw name.error("`name` must be lower-case letters, digits and hyphens");
    }
    Optional<YamlValue> maxAdapters = root.get("maxAdapters");
    Optional<YamlValue> requiresRegistry = root.get("requiresRegistry");
    return new Target(
        new Target.Description(
            name.text(),
            root.require("title").text(),
            textOrEmpty(root, "description"),
            formats(root),
            maxAdapters.isEmpty() ? null : maxAdapters.get().integer(0, 1000),
            unpack(root),
            requiresRegistry.isPresent() && requiresRegistry.get().bool(),
            ParameterEntries.read(root)),
        FileEntries.read(root),
        folder);
  }

  private static List<String> formats(YamlMapping root) throws KitrailException {
    List<String> formats = new ArrayList<>();
    for (YamlValue format : root.list("formats")) {
      formats.add(format.text().toLowerCase(Locale.ROOT));
    }
    return formats;
  }

  private static Unpack unpack(YamlMapping root) throws KitrailException {
    YamlValue value = root.require("unpack");
    return ChoiceField.read(value, Unpack.values());
  }

  private static String textOrEmpty(YamlMapping mapping, String field) throws KitrailException {
    String text = mapping.text(field);
    return text == null ? "" : text.strip();
  }
}
