package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The action.yml files and their reference are made from the commands; {@code
 * -Dkitrail.update=true} writes them anew.
 */
class ActionFilesTest {
  private static final Path ROOT = Path.of("..");
  private static final Path DOCUMENT = ROOT.resolve("docs/github-action.md");
  private static final String REFERENCE = "## Inputs and outputs\n";

  @ParameterizedTest
  @EnumSource(Action.class)
  void theActionsFilesSayWhatTheCommandsSay(Action action) throws IOException {
    String image = Files.readString(ROOT.resolve("action/IMAGE")).strip();
    compare(ROOT.resolve(action.folder()).resolve("action.yml"), ActionFiles.yaml(action, image));
  }

  @Test
  void theReferenceSaysWhatTheCommandsSay() throws IOException {
    String page = Files.readString(DOCUMENT);
    StringBuilder expected =
        new StringBuilder(page.substring(0, page.indexOf(REFERENCE) + REFERENCE.length()));
    expected.append(
        "\n<!-- Made from the commands by ActionFilesTest; edit them, not what follows. -->\n\n");
    for (Action action : Action.values()) {
      expected.append(ActionFiles.reference(action));
    }
    compare(DOCUMENT, expected.toString().stripTrailing() + "\n");
  }

  private static void compare(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("kitrail.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(file)
        .as("./mvnw test -Dtest=ActionFilesTest -Dkitrail.update=true writes it")
        .exists()
        .content()
        .isEqualTo(expected);
  }

  /** GitHub's limits, and what would turn one input into another. */
  @ParameterizedTest
  @EnumSource(Action.class)
  void gitHubReadsTheFileAsItIsMeant(Action action) throws IOException {
    JsonNode file =
        new ObjectMapper()
            .valueToTree(
                new Yaml()
                    .<Object>load(
                        Files.readString(ROOT.resolve(action.folder()).resolve("action.yml"))));
    List<String> variables = new ArrayList<>();
    for (ActionInput input : ActionFiles.inputs(action)) {
      JsonNode written = file.path("inputs").path(input.name());
      assertThat(written.path("description").asText()).as(input.name()).isNotBlank();
      assertThat(written.path("required").asBoolean()).isEqualTo(input.required());
      assertThat(input.name()).matches("[a-z][a-z0-9-]*");
      variables.add(input.variable());
    }
    assertThat(variables).doesNotHaveDuplicates();
    assertThat(file.path("inputs")).hasSize(variables.size());
    assertThat(file.path("description").asText()).hasSizeLessThan(250);
    assertThat(file.path("runs").path("using").asText()).isEqualTo("docker");
    List<String> arguments = new ArrayList<>();
    file.path("runs").path("args").forEach(it -> arguments.add(it.asText()));
    assertThat(arguments).endsWith("github-action", action.command());
    assertThat(file.path("runs").path("entrypoint").asText())
        .as("no shell, which drops variables with a hyphen")
        .endsWith("/bin/java");
    assertThat(file.path("outputs").size()).isEqualTo(action.outputs().size());
  }
}
