package io.github.kitrail.modelkit;

import io.github.kitrail.modelkit.GoYamlScalar.Kind;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** What a parsed scalar means to kit, quotes and tags considered. */
final class YamlScalars {
  static final String MERGE_KEY = "<<";

  private static final Resolver IMPLICIT = new Resolver();

  private YamlScalars() {}

  /**
   * The scalar's meaning; empty when its tag is none that JSON has, or does not fit it. The parser
   * does not tell whether a tag was written: it was, when it is not the one that it gives unasked.
   */
  static Optional<GoYamlScalar> resolve(ScalarNode node) {
    boolean plain = isPlain(node);
    Tag implicit = IMPLICIT.resolve(NodeId.scalar, node.getValue(), plain);
    if (node.getTag().equals(implicit)) {
      return Optional.of(
          plain ? GoYamlScalar.resolve(node.getValue()) : GoYamlScalar.text(node.getValue()));
    }
    return tagged(node);
  }

  private static Optional<GoYamlScalar> tagged(ScalarNode node) {
    if (node.getTag().equals(Tag.STR)) {
      return Optional.of(GoYamlScalar.text(node.getValue()));
    }
    GoYamlScalar resolved = GoYamlScalar.resolve(node.getValue());
    Tag tag = node.getTag();
    boolean fits =
        switch (resolved.kind()) {
          case NULL -> tag.equals(Tag.NULL);
          case BOOL -> tag.equals(Tag.BOOL);
          case NUMBER ->
              tag.equals(Tag.FLOAT)
                  || (tag.equals(Tag.INT)
                      && resolved.value() != null
                      && resolved.value().isIntegralNumber());
          case TIMESTAMP -> tag.equals(Tag.TIMESTAMP);
          case TEXT -> false;
        };
    return fits ? Optional.of(resolved) : Optional.empty();
  }

  static boolean isMergeKey(Node node) {
    return node instanceof ScalarNode scalar
        && isPlain(scalar)
        && scalar.getValue().equals(MERGE_KEY);
  }

  /** As in "42 is a number to YAML". */
  static String describe(ScalarNode node, GoYamlScalar resolved) {
    Kind kind = resolved.kind();
    return node.getValue()
        + switch (kind) {
          case NULL -> " is nothing to YAML";
          case BOOL -> " is true or false to YAML";
          case NUMBER -> " is a number to YAML";
          case TIMESTAMP -> " is a date to YAML";
          case TEXT -> " is text";
        };
  }

  private static boolean isPlain(ScalarNode node) {
    return node.getScalarStyle() == ScalarStyle.PLAIN;
  }
}
