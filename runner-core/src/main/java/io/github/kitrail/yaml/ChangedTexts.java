package io.github.kitrail.yaml;

import io.github.kitrail.KitrailException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Copies nodes, each with the place it had; a node that aliases share is copied once. */
final class ChangedTexts {
  private final YamlDocument document;
  private final TextChange change;
  private final Map<Node, Node> copies = new IdentityHashMap<>();
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

  ChangedTexts(YamlDocument document, TextChange change) {
    this.document = document;
    this.change = change;
  }

  MappingNode of(MappingNode mapping, Set<String> asTheyAre) throws KitrailException {
    List<NodeTuple> tuples = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node key = tuple.getKeyNode();
      if (!(key instanceof ScalarNode name)) {
        throw document.error(
            key, "a field's name must be a word; a text that begins with `{` needs quotes");
      }
      boolean stays = asTheyAre.contains(name.getValue());
      tuples.add(stays ? tuple : new NodeTuple(key, copy(tuple.getValueNode(), name)));
    }
    return new MappingNode(
        mapping.getTag(),
        true,
        tuples,
        mapping.getStartMark(),
        mapping.getEndMark(),
        mapping.getFlowStyle());
  }

  private Node copy(Node node, Node key) throws KitrailException {
    Node known = copies.get(node);
    if (known != null) {
      return known;
    }
    if (!open.add(node)) {
      throw document.error(node, "an anchor contains itself");
    }
    Node copy = node;
    if (node instanceof ScalarNode scalar) {
      copy = scalar(scalar, key);
    } else if (node instanceof MappingNode mapping) {
      copy = of(mapping, Set.of());
    } else if (node instanceof SequenceNode sequence) {
      copy = sequence(sequence);
    }
    open.remove(node);
    copies.put(node, copy);
    return copy;
  }

  private Node sequence(SequenceNode sequence) throws KitrailException {
    List<Node> elements = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      elements.add(copy(element, element));
    }
    return new SequenceNode(
        sequence.getTag(),
        true,
        elements,
        sequence.getStartMark(),
        sequence.getEndMark(),
        sequence.getFlowStyle());
  }

  /** In quotes when it is another one, so that it stays text whatever it looks like now. */
  private Node scalar(ScalarNode scalar, Node key) throws KitrailException {
    String text = change.of(new YamlValue(document, key, scalar, scalar.getValue()));
    return text.equals(scalar.getValue())
        ? scalar
        : new ScalarNode(
            scalar.getTag(),
            text,
            scalar.getStartMark(),
            scalar.getEndMark(),
            ScalarStyle.DOUBLE_QUOTED);
  }
}
