package io.github.kitrail.policy.expression;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The variables of expressions and the fields that they have, with their types as text: {@code
 * string}, {@code int}, {@code bool}, {@code timestamp}, {@code dyn}, {@code list(T)}, {@code
 * map(string, T)}, or one of the groups. A field that has nothing to say is not there: asking for
 * it leaves the expression undecided, {@code has()} asks whether it is there.
 */
public final class Vocabulary {
  /** Asked for by name, as they cost something. */
  public static final String FILES = "files";

  public static final String BASES = "bases";
  public static final String EVIDENCE = "evidence";

  private static final String TEXT = "string";
  private static final String TEXTS = "map(string, string)";

  private Vocabulary() {}

  /** The groups by name, each with its fields. */
  public static Map<String, Map<String, String>> groups() {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    groups.put(
        "Signer",
        fields(
            "kind",
            TEXT,
            "names",
            "list(string)",
            "keyHint",
            TEXT,
            "issuer",
            TEXT,
            "identity",
            TEXT,
            "claims",
            TEXTS,
            "signedAt",
            "timestamp"));
    groups.put("Subject", fields("name", TEXT, "uri", TEXT, "digest", TEXTS));
    groups.put(
        "Layer",
        fields("kind", TEXT, "path", TEXT, "mediaType", TEXT, "digest", TEXT, "size", "int"));
    groups.put(
        "ModelKit",
        fields(
            "reference",
            TEXT,
            "digest",
            TEXT,
            "kitfile",
            "map(string, dyn)",
            "layers",
            "list(Layer)",
            "annotations",
            TEXTS,
            "created",
            "timestamp"));
    groups.put("File", fields("path", TEXT, "layer", TEXT, "format", TEXT, "size", "int"));
    groups.put(
        "Evidence",
        fields(
            "type",
            TEXT,
            "predicateType",
            TEXT,
            "predicate",
            "map(string, dyn)",
            "signer",
            "Signer",
            "subject",
            "Subject",
            "digest",
            TEXT));
    groups.put(
        "Base",
        fields(
            "modelkit",
            "ModelKit",
            "passed",
            "bool",
            "failed",
            "list(string)",
            EVIDENCE,
            "list(Evidence)"));
    return groups;
  }

  /** The variables of a scope. */
  public static Map<String, String> variables(Scope scope) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (scope == Scope.EVIDENCE) {
      variables.put("predicate", "map(string, dyn)");
      variables.put("predicateType", TEXT);
      variables.put("signer", "Signer");
      variables.put("subject", "Subject");
    }
    variables.put("modelkit", "ModelKit");
    variables.put(FILES, "list(File)");
    variables.put(EVIDENCE, "list(Evidence)");
    variables.put(BASES, "list(Base)");
    variables.put("now", "timestamp");
    return variables;
  }

  private static Map<String, String> fields(String... namesAndTypes) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      fields.put(namesAndTypes[i], namesAndTypes[i + 1]);
    }
    return fields;
  }
}
