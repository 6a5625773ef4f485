package io.github.kitrail.modelkit;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.GoYamlScalar.Kind;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The single values of a Kitfile, each checked for its type. */
final class KitfileFields {
  private static final Pattern SUPPORTED_VERSION =
      Pattern.compile("v?1(\\.[0-9]+){0,2}([-+][0-9A-Za-z.+-]+)?");
  private static final Pattern PART_TYPE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
  private static final int MAX_PART_TYPE = 64;

  private KitfileFields() {}

  static String manifestVersion(YamlMapping root) throws KitrailException {
    Optional<YamlValue> value = root.get("manifestVersion");
    String version = value.isEmpty() ? null : numberOrText(value.get());
    if (value.isEmpty() || version == null || version.isEmpty()) {
      throw root.error("`manifestVersion` is missing; write manifestVersion: 1.0.0");
    }
    if (!SUPPORTED_VERSION.matcher(version).matches()) {
      throw value
          .get()
          .error(
              "Kitrail reads Kitfiles of version 1.0.0, not " + version + ", in `manifestVersion`");
    }
    return version;
  }

  /** The field {@code version}, which may look like a number. */
  static @Nullable String version(YamlMapping fields) throws KitrailException {
    Optional<YamlValue> value = fields.get("version");
    return value.isEmpty() ? null : numberOrText(value.get());
  }

  static @Nullable String text(YamlMapping fields, String field) throws KitrailException {
    Optional<YamlValue> value = fields.get(field);
    return value.isEmpty() ? null : text(value.get());
  }

  static String text(YamlValue value) throws KitrailException {
    return text(value, Set.of(Kind.TEXT, Kind.TIMESTAMP));
  }

  private static String numberOrText(YamlValue value) throws KitrailException {
    return text(value, Set.of(Kind.TEXT, Kind.TIMESTAMP, Kind.NUMBER));
  }

  private static String text(YamlValue value, Set<Kind> allowed) throws KitrailException {
    String text = value.text();
    ScalarNode node = (ScalarNode) value.node();
    GoYamlScalar resolved =
        YamlScalars.resolve(node)
            .orElseThrow(() -> value.error("`" + value.path() + "` must be text without a tag"));
    if (!allowed.contains(resolved.kind())) {
      throw value.error(
          "`"
              + value.path()
              + "` must be text, and "
              + YamlScalars.describe(node, resolved)
              + "; write it in quotes: \""
              + text
              + "\"");
    }
    return text;
  }

  static @Nullable String partType(YamlMapping fields) throws KitrailException {
    String type = text(fields, "type");
    if (type == null || type.isEmpty()) {
      return null;
    }
    YamlValue value = fields.require("type");
    if (!PART_TYPE.matcher(type).matches()) {
      throw value.error(
          "`"
              + value.path()
              + "` must start with a letter, digit or _, and go on with those, dots and dashes");
    }
    if (type.length() > MAX_PART_TYPE) {
      throw value.error(
          "`" + value.path() + "` has " + type.length() + " characters, and 64 is the most");
    }
    return type;
  }

  static @Nullable Parameters parameters(YamlMapping fields) throws KitrailException {
    Optional<YamlValue> value = fields.get("parameters");
    return value.isEmpty() ? null : Parameters.of(YamlJson.of(value.get()));
  }
}
