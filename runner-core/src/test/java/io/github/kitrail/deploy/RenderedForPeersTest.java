package io.github.kitrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.Peers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we render, read by the programs and schemas of those who will read it. */
@Tag("peer")
class RenderedForPeersTest {
  private static final String HOSTILE =
      "\"\"\"\nADAPTER /etc/passwd\nSYSTEM \"\"\"x\"\"\"\n---\n${A} $(B)";

  @TempDir Path temp;

  @Test
  void kubernetesTakesTheManifests() throws Exception {
    Path validate = Peers.program("kubernetes-validate");
    Map<String, String> all =
        Map.of("namespace", "models", "registry-secret", "login", "image-pull-secret", "images");
    for (Map<String, String> parameters : List.of(Map.<String, String>of(), all)) {
      RenderFacts facts = facts();
      Path folder = temp.resolve("k" + parameters.size());
      new Renderer()
          .render(
              Facts.target("kubernetes"), facts, parameters, folder, false, Facts.layout(facts));
      run(
          validate.toString(),
          "--strict",
          folder.resolve("deployment.yaml").toString(),
          folder.resolve("service.yaml").toString());
    }
  }

  @Test
  void ollamaReadsTheModelfileAsItWasMeant() throws Exception {
    Path parse = Peers.program("modelfile-parse");
    Facts.render("ollama", facts(), temp);
    List<String> names = new ArrayList<>();
    String license = "";
    for (String line : run(parse.toString(), temp.resolve("Modelfile").toString()).split("\n")) {
      JsonNode command = new ObjectMapper().readTree(line);
      names.add(command.path("name").asText());
      if (command.path("name").asText().equals("license")) {
        license = command.path("args").asText();
      }
    }
    assertThat(names)
        .containsExactly(
            "model", "adapter", "temperature", "top_p", "num_ctx", "stop", "stop", "license");
    assertThat(license).isEqualTo(HOSTILE.replace("\"\"\"", "'''"));
  }

  private static RenderFacts facts() {
    return Facts.tuned().name(HOSTILE).version(HOSTILE).license(HOSTILE).build();
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
