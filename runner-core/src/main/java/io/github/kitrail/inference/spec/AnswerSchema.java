package io.github.kitrail.inference.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * A JSON schema for an answer; without a {@code $schema} it is of draft 2020-12. Nothing is fetched
 * from anywhere. Only this class uses the library, which so is loaded only when it is needed.
 */
public final class AnswerSchema {
  private static final int SHOWN = 3;

  private final JsonNode document;
  private final Schema schema;

  private AnswerSchema(JsonNode document, Schema schema) {
    this.document = document;
    this.schema = schema;
  }

  /**
   * @param at where errors stand
   * @throws KitrailException BAD_INPUT when it breaks the rules of its draft, or refers to what is
   *     not in it
   */
  static AnswerSchema of(JsonNode document, YamlValue at) throws KitrailException {
    String dialect =
        document.path("$schema").asText(SpecificationVersion.DRAFT_2020_12.getDialectId());
    Optional<SpecificationVersion> draft = SpecificationVersion.fromDialectId(dialect);
    if (draft.isEmpty()) {
      throw at.error(
          "`$schema` is " + dialect + ", which is no draft of JSON Schema that is known");
    }
    // An answer that makes a pattern backtrack for ever must not stop the run.
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .locale(Locale.ROOT)
            .regularExpressionFactory(TimedPattern::new)
            .build();
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            draft.get(), builder -> builder.schemaRegistryConfig(config));
    try {
      List<Error> errors = registry.getSchema(SchemaLocation.of(dialect)).validate(document);
      if (!errors.isEmpty()) {
        throw at.error("this is no JSON schema: " + String.join("; ", problems(errors)));
      }
      Schema schema = registry.getSchema(document);
      schema.initializeValidators();
      return new AnswerSchema(document, schema);
    } catch (SchemaException | PatternSyntaxException e) {
      throw at.error("this JSON schema cannot be used: " + e.getMessage());
    }
  }

  /** The schema as JSON. */
  public String text() {
    return document.toString();
  }

  /**
   * What is wrong with a value, the first few things; empty when it fits.
   *
   * @throws TimedText.TimeUp when a {@code pattern} still backtracks after two seconds
   */
  public List<String> problems(JsonNode value) {
    return problems(schema.validate(value));
  }

  private static List<String> problems(List<Error> errors) {
    return errors.stream().limit(SHOWN).map(AnswerSchema::problem).toList();
  }

  private static String problem(Error error) {
    String where = error.getInstanceLocation().toString();
    return where.isEmpty() ? error.getMessage() : where + ": " + error.getMessage();
  }
}
