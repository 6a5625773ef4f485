package io.github.kitrail.modelkit;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The paths of a Kitfile's elements: each stays in the folder, and no two are the same. */
final class KitfilePaths {
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:([/\\\\].*)?");

  /** Who packs a clean path. */
  private final Map<String, String> owners = new HashMap<>();

  /** The model's path; null when there is none, which then means no layer. */
  @Nullable String ofModel(YamlMapping model) throws KitrailException {
    String path = KitfileFields.text(model, "path");
    if (path == null || path.isEmpty() || Reference.looksLikeModelKit(path)) {
      return path;
    }
    return of(model);
  }

  /** The path as it is written; null when there is none, which then means the whole folder. */
  @Nullable String of(YamlMapping element) throws KitrailException {
    Optional<YamlValue> value = element.get("path");
    String path = value.isEmpty() ? null : KitfileFields.text(value.get());
    if (path != null) {
      check(path, value.get());
    }
    String owner = value.map(YamlValue::path).orElse(element.path() + ".path");
    String clean = ContextPath.clean(path);
    String other = owners.putIfAbsent(clean, owner);
    if (other != null) {
      String problem =
          clean.equals(".")
              ? "`" + owner + "` and `" + other + "` both mean the whole folder"
              : "`" + owner + "` is the same path as `" + other + "`: " + clean;
      throw value.isEmpty() ? element.error(problem) : value.get().error(problem);
    }
    return path;
  }

  private static void check(String path, YamlValue value) throws KitrailException {
    String field = "`" + value.path() + "` ";
    if (path.startsWith("/") || path.startsWith("\\") || DRIVE.matcher(path).matches()) {
      throw value.error(field + "must be relative to the Kitfile's folder, not absolute: " + path);
    }
    if (path.indexOf('\\') >= 0) {
      throw value.error(
          field + "has a backslash; write / between folders: " + path.replace('\\', '/'));
    }
    String clean = ContextPath.clean(path);
    if (clean.equals("..") || clean.startsWith("../")) {
      throw value.error(field + "leaves the Kitfile's folder: " + path);
    }
    if (path.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw value.error(field + "holds a control character");
    }
  }
}
