package io.github.kitrail.yaml;

import java.io.StringReader;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Tells whether a text, of one document or several, is YAML at all. */
public final class YamlSyntax {
  private YamlSyntax() {}

  /**
   * What is wrong.
   *
   * @param line counted from 1
   */
  public record Slip(int line, String problem) {}

  /** The first slip, a field that is given twice included; empty when the text is YAML. */
  public static Optional<Slip> check(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      for (Node document : new Yaml(options).composeAll(new StringReader(text))) {
        document.getTag();
      }
      return Optional.empty();
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
      return Optional.of(new Slip(line + 1, String.valueOf(e.getProblem())));
    } catch (YAMLException e) {
      // A character that is not allowed, or a limit, has no mark.
      return Optional.of(new Slip(1, String.valueOf(e.getMessage()).strip()));
    }
  }
}
