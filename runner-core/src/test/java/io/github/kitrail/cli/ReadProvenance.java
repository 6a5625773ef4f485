package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one SLSA provenance that is attached to a ModelKit.
 *
 * @param file the predicate alone, as JSON
 */
record ReadProvenance(JsonNode predicate, Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "https://slsa.dev/provenance/v1";

  /**
   * @param directory for what is read; must not be there
   */
  static ReadProvenance of(CommandRun.Shell shell, String reference, Path directory)
      throws IOException {
    CommandRun run =
        shell.run("attestations", reference, "--plain-http", "--export", directory.toString());
    assertThat(run.status()).as(run.err()).isZero();
    List<JsonNode> found = new ArrayList<>();
    try (Stream<Path> bundles = Files.list(directory)) {
      for (Path bundle : bundles.toList()) {
        String payload = JSON.readTree(bundle.toFile()).at("/dsseEnvelope/payload").asText();
        JsonNode statement = JSON.readTree(Base64.getDecoder().decode(payload));
        if (statement.path("predicateType").asText().equals(TYPE)) {
          found.add(statement.path("predicate"));
        }
      }
    }
    assertThat(found).hasSize(1);
    Path file = directory.resolve("provenance-predicate");
    JSON.writeValue(file.toFile(), found.get(0));
    return new ReadProvenance(found.get(0), file);
  }

  /** The text at a JSON pointer. */
  String text(String pointer) {
    return predicate.at(pointer).asText();
  }

  JsonNode dependency(int index) {
    return predicate.at("/buildDefinition/resolvedDependencies").path(index);
  }
}
