package io.github.kitrail.yaml;

import io.github.kitrail.KitrailException;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A value that knows where it stands and what it is called. */
public final class YamlValue {
  private final YamlDocument document;
  private final Node key;
  private final Node node;
  private final String path;

  YamlValue(YamlDocument document, Node key, Node node, String path) {
    this.document = document;
    this.key = key;
    this.node = node;
    this.path = path;
  }

  Node keyNode() {
    return key;
  }

  /** The parsed node, for readers that go by a schema of their own. */
  public Node node() {
    return node;
  }

  /** The dotted path in the document, such as {@code model.parts[0].name}. */
  public String path() {
    return path;
  }

  /** The line that it begins in, counted from 1. */
  public int line() {
    return node.getStartMark().getLine() + 1;
  }

  /** An unquoted {@code null}, {@code ~} or nothing. */
  public boolean isNull() {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && List.of("", "~", "null", "Null", "NULL").contains(scalar.getValue());
  }

  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  public boolean isList() {
    return node instanceof SequenceNode;
  }

  public boolean isScalar() {
    return node instanceof ScalarNode;
  }

  /** Whether the scalar is quoted, so that it is text whatever it looks like. */
  public boolean isQuoted() {
    return node instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.PLAIN;
  }

  /** A scalar's text as it is written. */
  public String text() throws KitrailException {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw error("`" + path + "` must be text");
  }

  public boolean bool() throws KitrailException {
    String text = text();
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw error("`" + path + "` must be true or false");
  }

  /** A whole number within bounds, both inclusive. */
  public int integer(int min, int max) throws KitrailException {
    try {
      int value = Integer.parseInt(text());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw error("`" + path + "` must be a whole number from " + min + " to " + max);
  }

  /** A number within bounds, both inclusive. */
  public double number(double min, double max) throws KitrailException {
    try {
      double value = Double.parseDouble(text());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw error("`" + path + "` must be a number from " + min + " to " + max);
  }

  public YamlMapping mapping() throws KitrailException {
    if (node instanceof MappingNode mapping) {
      return new YamlMapping(document, mapping, path);
    }
    throw error("`" + path + "` must be a group of fields");
  }

  public List<YamlValue> list() throws KitrailException {
    if (!(node instanceof SequenceNode sequence)) {
      throw error("`" + path + "` must be a list");
    }
    List<YamlValue> elements = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      elements.add(new YamlValue(document, element, element, path + "[" + elements.size() + "]"));
    }
    return elements;
  }

  /** An error that stands at a part of this value, for readers that go by {@link #node}. */
  public KitrailException errorAt(Node part, String problem) {
    return document.error(part, problem);
  }

  /**
   * An error that stands at a character of this text.
   *
   * @param offset in what {@link #text} returns
   */
  public KitrailException errorIn(int offset, String problem) {
    return node instanceof ScalarNode scalar
        ? document.error(scalar, offset, problem)
        : error(problem);
  }

  /** An error that stands at the field's name. */
  public KitrailException keyError(String problem) {
    return document.error(key, problem);
  }

  /** An error that stands at this value. */
  public KitrailException error(String problem) {
    return document.error(node, problem);
  }
}
