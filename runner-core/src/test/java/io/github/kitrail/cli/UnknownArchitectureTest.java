package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that the engine does not know fails the tests, and says so by name. */
class UnknownArchitectureTest {
  @TempDir Path temp;
  private Path example;
  private CommandRun.Shell shell;

  @BeforeEach
  void anExampleOfAnotherArchitecture() throws Exception {
    shell = CommandRun.in(temp.resolve("home"));
    example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    Path model = example.resolve("model/faq-bot.gguf");
    String bytes = new String(Files.readAllBytes(model), ISO_8859_1);
    int at = bytes.indexOf("llama", bytes.indexOf("general.architecture"));
    String patched = bytes.substring(0, at) + "qwen3" + bytes.substring(at + "llama".length());
    Files.write(model, patched.getBytes(ISO_8859_1));
  }

  @Test
  void testNamesTheArchitectureAndTheEngine() throws Exception {
    CommandRun run = shell.run("test", example.toString());
    assertThat(run.status()).as(run.err()).isEqualTo(4);
    assertThat(run.out()).contains("qwen3", "llama.cpp", "does not know", "0 passed, 11 failed");
    assertThat(run.err()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void runStopsThereAndTagsNothing() throws Exception {
    CommandRun run = shell.run("run", example.toString(), "--output", "json");
    assertThat(run.status()).isEqualTo(4);
    JsonNode report = run.json();
    assertThat(report.at("/failure/stage").asText()).isEqualTo("test");
    assertThat(report.at("/failure/message").asText()).contains("qwen3");
    assertThat(report.has("digest")).isFalse();
    assertThat(shell.run("list", "--output", "json").json().path("modelKits")).isEmpty();
  }
}
