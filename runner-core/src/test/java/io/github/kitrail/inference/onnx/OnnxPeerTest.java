package io.github.kitrail.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.cli.PeerProgram;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the models of the onnx package's own tests, and others it makes, as that package does. */
@Tag("peer")
class OnnxPeerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SCRIPT = Path.of("src/test/python/onnx_facts.py").toAbsolutePath();

  @TempDir Path temp;

  @Test
  void findsWhatTheOnnxPackageFinds() throws Exception {
    PeerProgram python = new PeerProgram("onnx", temp, Map.of());
    int models = 0;
    for (String line : python.run(SCRIPT.toString(), temp.toString()).lines().toList()) {
      JsonNode expected = JSON.readTree(line);
      Path file = Path.of(expected.path("path").asText());
      OnnxModel model;
      try (InputStream in = Files.newInputStream(file)) {
        model = OnnxModel.read(file.toString(), in, Files.size(file));
      }
      Map<String, Long> opsets = new TreeMap<>();
      expected
          .path("opsets")
          .fields()
          .forEachRemaining(it -> opsets.put(it.getKey(), it.getValue().asLong()));
      assertThat(model.opsets()).as(line).isEqualTo(opsets);
      assertThat(model.irVersion()).as(line).isEqualTo(expected.path("ir").asLong());
      assertThat(model.nodes()).as(line).isEqualTo(expected.path("nodes").asLong());
      assertThat(model.tensors()).as(line).isEqualTo(expected.path("tensors").asLong());
      assertThat(model.parameters()).as(line).isEqualTo(expected.path("parameters").asLong());
      assertThat(model.external()).as(line).hasSize(expected.path("external").asInt());
      assertThat(model.sizes()).as(line).isEmpty();
      assertThat(model.values()).as(line).isEmpty();
      assertThat(model.domains()).as(line).isEmpty();
      models++;
    }
    assertThat(models).isGreaterThan(100);
  }
}
