package io.github.kitrail.yaml;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.Remark;
import java.io.StringReader;
import java.util.List;
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
      String place = mark == null ? "" : place(mark).words() + ": ";
      KitrailException slip =
          new KitrailException(ErrorCode.BAD_INPUT, name + ", " + place + e.getProblem() + ".", e);
      throw mark == null ? slip : slip.with(List.of(remark(place(mark), slip.getMessage())));
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
    return error(
        ScalarPlace.of(scalar, offset, text.lines().toList()).orElse(place(scalar.getStartMark())),
        problem);
  }

  private KitrailException error(ScalarPlace place, String problem) {
    String end = problem.endsWith("?") ? "" : ".";
    KitrailException error =
        new KitrailException(
            ErrorCode.BAD_INPUT, name + ", " + place.words() + ": " + problem + end);
    return error.with(List.of(remark(place, error.getMessage())));
  }

  private Remark remark(ScalarPlace place, String message) {
    return new Remark(message, name, place.line() + 1, place.column() + 1);
  }

  private static ScalarPlace place(Mark mark) {
    return new ScalarPlace(mark.getLine(), mark.getColumn());
  }
}
