package io.github.kitrail.yaml;

import io.github.kitrail.KitrailException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The fields of a mapping, in the document's order. */
public final class YamlMapping {
  private final YamlDocument document;
  private final MappingNode node;
  private final String path;
  private final Map<String, YamlValue> fields = new LinkedHashMap<>();

  YamlMapping(YamlDocument document, MappingNode node, String path) throws KitrailException {
    this.document = document;
    this.node = node;
    this.path = path;
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw document.error(tuple.getKeyNode(), "a field's name must be a word");
      }
      String name = key.getValue();
      YamlValue value =
          new YamlValue(
              document, key, tuple.getValueNode(), path.isEmpty() ? name : path + "." + name);
      if (fields.put(name, value) != null) {
        throw document.error(key, "`" + name + "` is given twice");
      }
    }
  }

  /**
   * Refuses every field but these, with a suggestion.
   *
   * @param kind what has these fields, as in "is not a Kitfile field"
   */
  public YamlMapping allowOnly(String kind, String... known) throws KitrailException {
    for (Map.Entry<String, YamlValue> field : fields.entrySet()) {
      if (!List.of(known).contains(field.getKey())) {
        String hint =
            Suggestion.closest(field.getKey(), List.of(known))
                .map(word -> "; did you mean `" + word + "`?")
                .orElse("; known are " + String.join(", ", known));
        String problem = "`" + field.getKey() + "` is not a " + kind + " field" + hint;
        throw document.error(field.getValue().keyNode(), problem);
      }
    }
    return this;
  }

  /** The field, when it is there and not null. */
  public Optional<YamlValue> get(String field) {
    return Optional.ofNullable(fields.get(field)).filter(value -> !value.isNull());
  }

  /** The field, or an error that names the mapping's place. */
  public YamlValue require(String field) throws KitrailException {
    Optional<YamlValue> value = get(field);
    if (value.isEmpty()) {
      throw error("`" + (path.isEmpty() ? field : path + "." + field) + "` is missing");
    }
    return value.get();
  }

  /** A text field, or null when it is absent. */
  public @org.jspecify.annotations.Nullable String text(String field) throws KitrailException {
    Optional<YamlValue> value = get(field);
    return value.isEmpty() ? null : value.get().text();
  }

  /** A list field's elements; empty when it is absent. */
  public List<YamlValue> list(String field) throws KitrailException {
    Optional<YamlValue> value = get(field);
    return value.isEmpty() ? List.of() : value.get().list();
  }

  /** The dotted path in the document, such as {@code datasets[0]}; empty for the whole document. */
  public String path() {
    return path;
  }

  public List<String> names() {
    return new ArrayList<>(fields.keySet());
  }

  /**
   * The same mapping with other texts, each at its old place; names of fields stay.
   *
   * @param asTheyAre fields whose texts stay
   */
  public YamlMapping changed(TextChange change, Set<String> asTheyAre) throws KitrailException {
    return new YamlMapping(document, new ChangedTexts(document, change).of(node, asTheyAre), path);
  }

  /** An error that stands where this mapping begins. */
  public KitrailException error(String problem) {
    return document.error(node, problem);
  }
}
