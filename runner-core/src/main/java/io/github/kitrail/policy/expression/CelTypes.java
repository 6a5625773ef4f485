package io.github.kitrail.policy.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The vocabulary as CEL's types. Its values are maps: CEL checks fields by these types, and reads
 * them from maps.
 */
final class CelTypes implements CelTypeProvider {
  private final ImmutableMap<String, CelType> groups;

  CelTypes() {
    Map<String, CelType> known = new LinkedHashMap<>();
    // Each group comes after those that its fields have.
    Vocabulary.groups().forEach((name, fields) -> known.put(name, group(name, fields, known)));
    groups = ImmutableMap.copyOf(known);
  }

  private static CelType group(
      String name, Map<String, String> fields, Map<String, CelType> known) {
    ImmutableMap.Builder<String, CelType> types = ImmutableMap.builder();
    fields.forEach((field, text) -> types.put(field, type(text, known)));
    ImmutableMap<String, CelType> all = types.buildOrThrow();
    return StructType.create(name, all.keySet(), field -> Optional.ofNullable(all.get(field)));
  }

  CelType type(String text) {
    return type(text, groups);
  }

  private static CelType type(String text, Map<String, CelType> known) {
    if (text.startsWith("list(")) {
      return ListType.create(type(inner(text), known));
    }
    if (text.startsWith("map(")) {
      String values = inner(text).substring("string, ".length());
      return MapType.create(SimpleType.STRING, type(values, known));
    }
    return switch (text) {
      case "string" -> SimpleType.STRING;
      case "int" -> SimpleType.INT;
      case "bool" -> SimpleType.BOOL;
      case "timestamp" -> SimpleType.TIMESTAMP;
      case "dyn" -> SimpleType.DYN;
      default -> Objects.requireNonNull(known.get(text), text);
    };
  }

  private static String inner(String text) {
    return text.substring(text.indexOf('(') + 1, text.length() - 1);
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return groups.values();
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(groups.get(name));
  }
}
