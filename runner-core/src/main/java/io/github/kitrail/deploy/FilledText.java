package io.github.kitrail.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlSyntax;
import java.util.Optional;

/** A template's author hears of a slip now, and not from the server that reads the file. */
final class FilledText {
  private FilledText() {}

  /** Parses what can be parsed. */
  static void check(String text, TemplateFormat format, String name) throws KitrailException {
    try {
      if (format.isYaml()) {
        Optional<YamlSyntax.Slip> slip = YamlSyntax.check(text);
        if (slip.isPresent()) {
          throw invalid(name, "YAML", slip.get().line(), slip.get().problem());
        }
      } else if (format == TemplateFormat.JSON && text.stripLeading().startsWith("{")) {
        new ObjectMapper().readTree(text);
      }
    } catch (JsonProcessingException e) {
      throw invalid(name, "JSON", e.getLocation().getLineNr(), e.getOriginalMessage());
    }
  }

  private static KitrailException invalid(String name, String kind, int line, String problem) {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        name + " makes a file that is no " + kind + "; in its line " + line + ": " + problem + ".");
  }
}
