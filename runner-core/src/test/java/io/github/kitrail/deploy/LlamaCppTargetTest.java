package io.github.kitrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class LlamaCppTargetTest {
  @TempDir Path temp;

  @Test
  void theServerGetsModelAdaptersAndParameters() throws Exception {
    RenderFacts facts = Facts.tuned().build();
    Path folder = temp.resolve("out");
    RenderResult result = Facts.render("llama-cpp", facts, folder);
    assertThat(result.deployable()).isTrue();
    assertThat(result.reason()).isNull();
    assertThat(result.warnings()).isEmpty();
    assertThat(result.files())
        .containsExactly(
            "README.md", "compose.yaml", "model/adapters/a.gguf", "model/models/faq.gguf");
    assertThat(folder.resolve("model/models/faq.gguf")).isRegularFile();
    Map<String, Object> server = server(folder);
    assertThat(server.get("image")).isEqualTo("ghcr.io/ggml-org/llama.cpp:server");
    assertThat(server.get("command"))
        .isEqualTo(
            List.of(
                "--model", "/model/models/faq.gguf",
                "--lora", "/model/adapters/a.gguf",
                "--alias", "faq-bot",
                "--host", "0.0.0.0",
                "--port", "8080",
                "--parallel", "1",
                "--ctx-size", "512",
                "--temp", "0",
                "--top-p", "0.95"));
    assertThat(server.get("ports")).isEqualTo(List.of("127.0.0.1:8080:8080"));
    assertThat(server.get("volumes").toString())
        .contains("source=./model", "target=/model", "read_only=true");
    assertThat(server).containsKey("healthcheck");
    assertThat(Files.readString(folder.resolve("README.md")))
        .contains("docker compose up", "v1/chat/completions", "`stop`");
  }

  @Test
  void parametersOfTheTargetAreUsed() throws Exception {
    RenderFacts facts = Facts.faq().chatTemplate(false).build();
    Map<String, String> parameters = Map.of("image", "localhost/llama@sha256:0", "port", "9999");
    new Renderer()
        .render(Facts.target("llama-cpp"), facts, parameters, temp, false, Facts.layout(facts));
    Map<String, Object> server = server(temp);
    assertThat(server.get("image")).isEqualTo("localhost/llama@sha256:0");
    assertThat(server.get("ports")).isEqualTo(List.of("127.0.0.1:9999:8080"));
    assertThat(Files.readString(temp.resolve("README.md")))
        .contains("http://127.0.0.1:9999/v1/completions")
        .doesNotContain("chat/completions", "`stop`");
  }

  @Test
  void dollarsAreNoVariables() throws Exception {
    RenderFacts facts =
        RenderFacts.of(Facts.DIGEST, "gguf", Facts.file("a${HOME}$b.gguf")).license("$X").build();
    Facts.render("llama-cpp", facts, temp);
    assertThat(server(temp).get("command").toString()).contains("/model/a$${HOME}$$b.gguf");
    assertThat(server(temp).get("labels").toString()).contains("licenses=$$X");
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> server(Path folder) throws Exception {
    Map<String, Object> compose = new Yaml().load(Files.readString(folder.resolve("compose.yaml")));
    return ((Map<String, Map<String, Object>>) compose.get("services")).get("server");
  }
}
