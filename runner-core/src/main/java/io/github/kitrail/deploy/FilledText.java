package io.github.kitrail.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** A template's author hears of a slip now, and not from the server that reads the file. */
final class FilledText {
  private FilledText() {}

  /** Parses what can be parsed. */
  static void check(String text, TemplateFormat format, String name) throws KitrailException {
    try {
      if (format.isYaml()) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        for (Node document : new Yaml(options).composeAll(new StringReader(text))) {
          document.getTag();
        }
      } else if (format == TemplateFormat.JSON && text.stripLeading().startsWith("{")) {
        new ObjectMapper().readTree(text);
      }
    } catch (MarkedYAMLException e) {
      throw invalid(name, "YAML", e.getProblemMark().getLine() + 1, String.valueOf(e.getProblem()));
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
