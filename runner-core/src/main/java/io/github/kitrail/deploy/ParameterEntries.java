package io.github.kitrail.deploy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads a target descriptor's {@code parameters}. */
final class ParameterEntries {
  private ParameterEntries() {}

  static List<TargetParameter> read(YamlMapping root) throws KitrailException {
    List<TargetParameter> parameters = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlValue element : root.list("parameters")) {
      YamlMapping parameter =
          element
              .mapping()
              .allowOnly(
                  "parameter", "name", "description", "type", "default", "required", "pattern");
      YamlValue name = parameter.require("name");
      if (!name.text().matches(TargetDescriptor.NAME)) {
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
                : ChoiceField.read(type.get(), TargetParameter.Type.values()),
            parameter.text("default"),
            required.isPresent() && required.get().bool(),
            pattern(parameter));
    boolean needsDefault = read.type() != TargetParameter.Type.TEXT && !read.required();
    if (needsDefault && read.defaultValue() == null) {
      throw parameter.error("the parameter `" + read.name() + "` needs a `default`");
    }
    Optional<YamlValue> given = parameter.get("default");
    Optional<String> problem =
        given.isEmpty() ? Optional.empty() : read.problem(given.get().text());
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
}
