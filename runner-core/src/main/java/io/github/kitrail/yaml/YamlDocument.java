package io.github.kitrail.yaml;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** One YAML document, whose parts know the line and column they stand at. */
public final class YamlDocument {
  /** A document with more characters than this is refused. */
  public static final int MAX_CHARACTERS = 4 * 1024 * 1024;

  private final String name;
  private final String text;

  private YamlDocument(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * Reads the one mapping that a document holds.
   *
   * @param name what the user calls the file, for messages
   * @throws KitrailException BAD_INPUT with line and column, when the text is empty, no YAML or no
   *     mapping
   */
  public static YamlMapping parse(String text, String name) throws KitrailException {
    YamlDocument document = new YamlDocument(name, text);
    Node root = document.compose();
    if (root == null) {
      throw new KitrailException(ErrorCode.BAD_INPUT, name + " is empty.");
    }
    if (!(root instanceof MappingNode mapping)) {
      throw document.error(root, "the document must be a list of fields such as \"name: value\"");
    }
    return new YamlMapping(document, mapping, "");
  }

  private @Nullable Node compose() throws KitrailException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(50);
    try {
      StreamReader reader = new StreamReader(new StringReader(text));
      return new Composer(new ParserImpl(reader, options), new Resolver(), options).getSingleNode();
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      String place = mark == null ? "" : place(mark) + ": ";
      throw new KitrailException(
          ErrorCode.BAD_INPUT, name + ", " + place + e.getProblem() + ".", e);
    } catch (ReaderException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          name
              + " holds a character that YAML does not allow, at position "
              + e.getPosition()
              + ".",
          e);
    } catch (YAMLException e) {
      // The limits, of depth and of aliases, have no mark.
      throw new KitrailException(
          ErrorCode.BAD_INPUT, name + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  KitrailException error(Node node, String problem) {
    return error(place(node.getStartMark()), problem);
  }

  /** An error that stands at a character of a scalar's text, or else where the scalar begins. */
  KitrailException error(ScalarNode scalar, int offset, String problem) {
    String place =
        ScalarPlace.of(scalar, offset, text.lines().toList())
            .map(it -> place(it.line(), it.column()))
            .orElse(place(scalar.getStartMark()));
    return error(place, problem);
  }

  private KitrailException error(String place, String problem) {
    String end = problem.endsWith("?") ? "" : ".";
    return new KitrailException(ErrorCode.BAD_INPUT, name + ", " + place + ": " + problem + end);
  }

  private static String place(Mark mark) {
    return place(mark.getLine(), mark.getColumn());
  }

  private static String place(int line, int column) {
    return "line " + (line + 1) + ", column " + (column + 1);
  }
}
