package io.github.kitrail.deploy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlDocument;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads a target's {@code target.yaml}; docs/targets.md describes it. */
final class TargetDescriptor {
  static final String FILE = "target.yaml";

  private static final String NAME = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";

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
            parameters(root)),
        files(root),
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
    return oneOf(value, Unpack.values());
  }

  private static List<TargetParameter> parameters(YamlMapping root) throws KitrailException {
    List<TargetParameter> parameters = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlValue element : root.list("parameters")) {
      YamlMapping parameter =
          element
              .mapping()
              .allowOnly(
                  "parameter", "name", "description", "type", "default", "required", "pattern");
      YamlValue name = parameter.require("name");
      if (!name.text().matches(NAME)) {
        throw name.error("a parameter's name must be lower-case letters, digits and hyphens");
      }
      if (!names.add(name.text())) {
        throw name.error("the parameter `" + name.text() + "` is given twice");
      }
      parameters.add(parameter(parameter));
    }
    return parameters;
  }

  private static TargetParameter parameter(YamlMapping parameter) throws KitrailException {
    Optional<YamlValue> type = parameter.get("type");
    Optional<YamlValue> required = parameter.get("required");
    TargetParameter read =
        new TargetParameter(
            parameter.require("name").text(),
            parameter.require("description").text(),
            type.isEmpty()
                ? TargetParameter.Type.TEXT
                : oneOf(type.get(), TargetParameter.Type.values()),
            parameter.text("default"),
            required.isPresent() && required.get().bool(),
            pattern(parameter));
    boolean needsDefault = read.type() != TargetParameter.Type.TEXT && !read.required();
    if (needsDefault && read.defaultValue() == null) {
      throw parameter.error("the parameter `" + read.name() + "` needs a `default`");
    }
    Optional<YamlValue> given = parameter.get("default");
    Optional<String> problem = given.isEmpty() ? Optional.empty() : read.problem(given.get().text());
    if (problem.isPresent()) {
      throw given.get().error("the default " + problem.get());
    }
    return read;
  }

  private static @Nullable Pattern pattern(YamlMapping parameter) throws KitrailException {
    Optional<YamlValue> pattern = parameter.get("pattern");
    try {
      return pattern.isEmpty() ? null : Pattern.compile(pattern.get().text());
    } catch (PatternSyntaxException e) {
      throw pattern.orElseThrow().error("this is not a regular expression: " + e.getDescription());
    }
  }

  private static List<TargetFile> files(YamlMapping root) throws KitrailException {
    root.require("files");
    List<TargetFile> files = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (YamlValue element : root.list("files")) {
      YamlMapping file =
          element.mapping().allowOnly("file", "template", "copy", "to", "format", "when");
      boolean copied = file.get("copy").isPresent();
      if (copied == file.get("template").isPresent()) {
        throw element.error("a file has either `template` or `copy`");
      }
      YamlValue source = file.require(copied ? "copy" : "template");
      YamlValue to = file.require("to");
      checkPath(source);
      checkPath(to);
      // Without case, so that the folder is the same on every system.
      if (!taken.add(to.text().toLowerCase(Locale.ROOT))) {
        throw to.error("`" + to.text() + "` is written twice");
      }
      String first = to.text().replaceFirst("/.*", "");
      if (List.of(Unpack.FOLDER, RenderRecord.FILE).contains(first.toLowerCase(Locale.ROOT))) {
        throw to.error("`" + first + "` is Kitrail's own");
      }
      files.add(
          new TargetFile(
              source.text(), to.text(), copied ? null : format(file, to), file.text("when")));
    }
    return files;
  }

  private static TemplateFormat format(YamlMapping file, YamlValue to) throws KitrailException {
    Optional<YamlValue> given = file.get("format");
    if (given.isPresent()) {
      return oneOf(given.get(), TemplateFormat.values());
    }
    return TemplateFormat.of(to.text())
        .orElseThrow(
            () ->
                to.error(
                    "nothing says how values are written into `"
                        + name(to)
                        + "`: add `format`, one of "
                        + words(TemplateFormat.values())));
  }

  private static String name(YamlValue value) {
    return value.node() instanceof org.yaml.snakeyaml.nodes.ScalarNode node ? node.getValue() : "";
  }

  private static void checkPath(YamlValue path) throws KitrailException {
    Optional<String> problem = SafePath.problem(path.text());
    if (problem.isPresent()) {
      throw path.error("`" + path.text() + "` " + problem.get());
    }
  }

  private static <E extends Enum<E>> E oneOf(YamlValue value, E[] known) throws KitrailException {
    for (E candidate : known) {
      if (word(candidate).equals(value.text())) {
        return candidate;
      }
    }
    throw value.error("`" + value.path() + "` must be one of " + words(known));
  }

  private static String words(Enum<?>[] known) {
    return String.join(", ", Arrays.stream(known).map(TargetDescriptor::word).toList());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String textOrEmpty(YamlMapping mapping, String field) throws KitrailException {
    String text = mapping.text(field);
    return text == null ? "" : text.strip();
  }
}
