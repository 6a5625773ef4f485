package io.github.kitrail.modelkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.GoYamlScalar.Kind;
import io.github.kitrail.yaml.YamlValue;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns YAML into JSON, as kit does with {@code parameters}: any value that JSON has, aliases and
 * merge keys resolved, keys as text.
 */
public final class YamlJson {
  /** More values than this, aliases counted as often as they are used, are refused. */
  static final int MAX_VALUES = 100_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final YamlValue root;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int values;

  private YamlJson(YamlValue root) {
    this.root = root;
  }

  /**
   * @throws KitrailException BAD_INPUT with the place of what JSON has not
   */
  public static JsonNode of(YamlValue value) throws KitrailException {
    return new YamlJson(value).convert(value.node());
  }

  private JsonNode convert(Node node) throws KitrailException {
    count();
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    if (!open.add(node)) {
      throw root.errorAt(node, "an anchor in `" + root.path() + "` contains itself");
    }
    try {
      if (node instanceof SequenceNode sequence && node.getTag().equals(Tag.SEQ)) {
        ArrayNode array = JSON.arrayNode();
        for (Node element : sequence.getValue()) {
          array.add(convert(element));
        }
        return array;
      }
      if (node instanceof MappingNode mapping && node.getTag().equals(Tag.MAP)) {
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, Node> field : fields(mapping).entrySet()) {
          object.set(field.getKey(), convert(field.getValue()));
        }
        return object;
      }
    } finally {
      open.remove(node);
    }
    throw unknownTag(node);
  }

  private void count() throws KitrailException {
    if (++values > MAX_VALUES) {
      throw root.error(
          "`" + root.path() + "` has more than " + MAX_VALUES + " values, aliases included");
    }
  }

  private JsonNode scalar(ScalarNode node) throws KitrailException {
    GoYamlScalar scalar = YamlScalars.resolve(node).orElseThrow(() -> unknownTag(node));
    JsonNode value = scalar.value();
    if (value == null) {
      throw root.errorAt(
          node, "`" + root.path() + "` has the number " + node.getValue() + ", which JSON has not");
    }
    return value;
  }

  private Map<String, Node> fields(MappingNode mapping) throws KitrailException {
    Map<String, Node> fields = new LinkedHashMap<>();
    Node merged = null;
    for (NodeTuple tuple : mapping.getValue()) {
      String key = key(tuple.getKeyNode());
      if (YamlScalars.isMergeKey(tuple.getKeyNode())) {
        merged = tuple.getValueNode();
      }
      if (fields.put(key, tuple.getValueNode()) != null) {
        throw root.errorAt(tuple.getKeyNode(), "`" + key + "` is given twice");
      }
    }
    if (merged != null) {
      fields.remove(YamlScalars.MERGE_KEY);
      merge(merged, fields);
    }
    return fields;
  }

  private String key(Node node) throws KitrailException {
    if (node instanceof ScalarNode scalar) {
      GoYamlScalar resolved = YamlScalars.resolve(scalar).orElseThrow(() -> unknownTag(node));
      if (resolved.kind() == Kind.TEXT) {
        return scalar.getValue();
      }
      throw root.errorAt(
          node,
          "a key in `"
              + root.path()
              + "` must be text, and "
              + YamlScalars.describe(scalar, resolved)
              + "; write it in quotes");
    }
    throw root.errorAt(node, "a key in `" + root.path() + "` must be text");
  }

  /** Fields that are there already win, as do those of an earlier mapping in a list. */
  private void merge(Node source, Map<String, Node> fields) throws KitrailException {
    List<Node> sources =
        source instanceof SequenceNode sequence ? sequence.getValue() : List.of(source);
    for (Node one : sources) {
      count();
      if (!(one instanceof MappingNode mapping)) {
        throw root.errorAt(one, "`<<` must be an alias of a group of fields, or a list of such");
      }
      if (!open.add(one)) {
        throw root.errorAt(one, "an anchor in `" + root.path() + "` contains itself");
      }
      for (Map.Entry<String, Node> field : fields(mapping).entrySet()) {
        fields.putIfAbsent(field.getKey(), field.getValue());
      }
      open.remove(one);
    }
  }

  private KitrailException unknownTag(Node node) {
    return root.errorAt(
        node,
        "`" + root.path() + "` has a value with the tag " + tag(node) + ", which JSON has not");
  }

  private static String tag(Node node) {
    String tag = node.getTag().getValue();
    return tag.startsWith(Tag.PREFIX) ? "!!" + tag.substring(Tag.PREFIX.length()) : tag;
  }
}
