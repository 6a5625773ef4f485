package io.github.kitrail.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.github.kitrail.Peers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GitHub's own description of its REST API: which operations there are, and what they take. */
final class OpenApi {
  private static final String ADDRESS = "https://openapi.invalid/api.github.com.json";

  private final JsonNode document;
  private final SchemaRegistry schemas;
  private final List<Operation> operations = new ArrayList<>();

  private OpenApi(String text) throws IOException {
    document = new ObjectMapper().readTree(text);
    schemas =
        SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi30(), builder -> builder.schemas(Map.of(ADDRESS, text)));
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.add(
                                Operation.of(path.getKey(), method.getKey(), method.getValue()))));
    operations.sort(Comparator.comparingInt(Operation::parameterCount));
  }

  /** Where the peer {@code octokit-openapi} carries GitHub's; a test without it is skipped. */
  static Path gitHubFile() {
    return Peers.file("octokit-openapi/api.github.com.json");
  }

  static OpenApi gitHub() {
    try {
      return new OpenApi(Files.readString(gitHubFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The most particular one. */
  Optional<Operation> find(String method, String path) {
    return operations.stream().filter(it -> it.matches(method, path)).findFirst();
  }

  /** What a reference within the document points to, or the node itself. */
  JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText("");
    return reference.isEmpty() ? node : resolved(document.at(reference.substring(1)));
  }

  /**
   * @param pointer of the schema in the document
   * @return what is wrong with the value; empty when it fits
   */
  List<String> problems(String pointer, JsonNode value) {
    return errors(pointer, value).stream()
        .map(it -> it.getInstanceLocation() + " " + it.getMessage())
        .toList();
  }

  private List<Error> errors(String pointer, JsonNode value) {
    Schema schema = schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer));
    return schema.validate(value);
  }

  /**
   * A value with null for each field that it must have and has not: the description's examples
   * leave out fields that are null.
   */
  JsonNode whole(String pointer, JsonNode value) {
    JsonNode whole = value.deepCopy();
    for (Error error : errors(pointer, value)) {
      if (error.getKeyword().equals("required")
          && whole.at(error.getInstanceLocation().toString()) instanceof ObjectNode object) {
        object.putNull(error.getProperty());
      }
    }
    return whole;
  }

  /** The schema of a body, with its references resolved at the top. */
  JsonNode at(String pointer) {
    return resolved(document.at(pointer));
  }
}
