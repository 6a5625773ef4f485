package io.github.kitrail.deploy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a target descriptor's {@code files}. */
final class FileEntries {
  private FileEntries() {}

  static List<TargetFile> read(YamlMapping root) throws KitrailException {
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
      return ChoiceField.read(given.get(), TemplateFormat.values());
    }
    String path = to.text();
    return TemplateFormat.of(path)
        .orElseThrow(
            () ->
                to.error(
                    "nothing says how values are written into `"
                        + path
                        + "`: add `format`, one of "
                        + ChoiceField.words(TemplateFormat.values())));
  }

  private static void checkPath(YamlValue path) throws KitrailException {
    Optional<String> problem = SafePath.problem(path.text());
    if (problem.isPresent()) {
      throw path.error("`" + path.text() + "` " + problem.get());
    }
  }
}
