package io.github.kitrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables of the reusable workflows are made from the workflows. */
class WorkflowReferenceTest {
  private static final Path DOCUMENT = RepositoryWorkflows.STARTERS.resolve("README.md");
  private static final String REFERENCE = "## Inputs, secrets and outputs\n";

  @Test
  void theReferenceSaysWhatTheWorkflowsSay() throws IOException {
    String page = Files.readString(DOCUMENT);
    StringBuilder expected =
        new StringBuilder(page.substring(0, page.indexOf(REFERENCE) + REFERENCE.length()));
    expected.append(
        "\n<!-- Made from the workflows by WorkflowReferenceTest; edit them, not what follows. -->\n");
    RepositoryWorkflows.own().stream()
        .filter(it -> !it.call().isMissingNode())
        .forEach(it -> expected.append(reference(it)));
    if (Boolean.getBoolean("kitrail.update")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(DOCUMENT)
        .as("./mvnw test -Dtest=WorkflowReferenceTest -Dkitrail.update=true writes it")
        .content()
        .isEqualTo(expected.toString());
  }

  private static String reference(WorkflowFile workflow) {
    StringBuilder page = new StringBuilder();
    page.append("\n### kitrail/kitrail/.github/workflows/").append(workflow.name()).append("\n\n");
    page.append("Permissions: ");
    List<String> permissions =
        PermissionRules.asked(workflow).entrySet().stream()
            .map(it -> "`" + it.getKey() + ": " + PermissionRules.LEVELS.get(it.getValue()) + "`")
            .toList();
    page.append(String.join(", ", permissions)).append(".\n\n");
    page.append("| input | | type | default |\n| --- | --- | --- | --- |\n");
    members(workflow, "inputs")
        .forEach(
            (name, it) ->
                page.append("| `")
                    .append(name)
                    .append(it.path("required").asBoolean() ? "` (required) | " : "` | ")
                    .append(text(it))
                    .append(" | ")
                    .append(it.path("type").asText())
                    .append(" | ")
                    .append(standard(it.path("default").asText()))
                    .append(" |\n"));
    for (String kind : List.of("secrets", "outputs")) {
      page.append("\n| ").append(kind.replaceFirst("s$", "")).append(" | |\n| --- | --- |\n");
      members(workflow, kind)
          .forEach(
              (name, it) ->
                  page.append("| `").append(name).append("` | ").append(text(it)).append(" |\n"));
    }
    return page.toString();
  }

  private static Map<String, JsonNode> members(WorkflowFile workflow, String kind) {
    return WorkflowFile.members(workflow.call().path(kind));
  }

  private static String text(JsonNode described) {
    return described.path("description").asText().replace("|", "\\|");
  }

  private static String standard(String value) {
    return value.isEmpty() ? "" : "`" + value.replace("|", "\\|") + "`";
  }
}
