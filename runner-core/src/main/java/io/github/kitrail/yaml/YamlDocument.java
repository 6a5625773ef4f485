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
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** One YAML document, whose parts know the line and column they stand at. */
public final class YamlDocument {
  /** A document with more characters than this is refused. */
  public static final int MAX_CHARACTERS = 4 * 1024 * 1024;

  private final String name;

  private YamlDocument(String name) {
    this.name = name;
  }

  /**
   * Reads the one mapping that a document holds.
   *
   * @param name what the user calls the file, for messages
   * @throws KitrailException BAD_INPUT with line and column, when the text is empty, no YAML or no
   *     mapping
   */
  public static YamlMapping parse(String text, String name) throws KitrailException {
    YamlDocument document = new YamlDocument(name);
    Node root = document.compose(text);
    if (root == null) {
      throw new KitrailException(ErrorCode.BAD_INPUT, name + " is empty.");
    }
    if (!(root instanceof MappingNode mapping)) {
      throw document.error(root, "the document must be a list of fields such as \"name: value\"");
    }
    return new YamlMapping(document, mapping, "");
  }

  private @Nullable Node compose(String text) throws KitrailException {
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
    String end = problem.endsWith("?") ? "" : ".";
    return new KitrailException(
        ErrorCode.BAD_INPUT, name + ", " + place(node.getStartMark()) + ": " + problem + end);
  }

  private static String place(Mark mark) {
    return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
  }
}
