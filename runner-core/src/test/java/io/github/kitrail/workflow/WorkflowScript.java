package io.github.kitrail.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The script of a step, run by bash as the runner does.
 *
 * @param directory the workspace
 */
record WorkflowScript(JsonNode step, Path directory) {

  /**
   * How it ended.
   *
   * @param outputs what it gave to later steps
   */
  record Ended(int status, String text, Map<String, String> outputs, String summary) {}

  static WorkflowScript of(String workflow, String job, String step, Path directory) {
    WorkflowFile file =
        RepositoryWorkflows.ours("kitrail/kitrail/.github/workflows/" + workflow + ".yml");
    JsonNode found =
        WorkflowFile.steps(file.jobs().get(job)).stream()
            .filter(it -> it.path("name").asText().equals(step))
            .findFirst()
            .orElseThrow();
    return new WorkflowScript(found, directory);
  }

  /**
   * @param given in place of what the step's expressions would be; what it sets as it is stays
   */
  Ended run(Map<String, String> given) throws Exception {
    Path output = Files.createTempFile(directory, "output", "");
    Path summary = Files.createTempFile(directory, "summary", "");
    Map<String, String> variables = new HashMap<>();
    WorkflowFile.members(step.path("env"))
        .forEach(
            (name, it) -> {
              if (!it.asText().contains("${{")) {
                variables.put(name, it.asText());
              }
            });
    variables.putAll(given);
    variables.put("GITHUB_OUTPUT", output.toString());
    variables.put("GITHUB_STEP_SUMMARY", summary.toString());
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-e", "-c", step.path("run").asText())
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(variables);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    int status = process.waitFor();
    return new Ended(status, text, outputs(Files.readAllLines(output)), Files.readString(summary));
  }

  /** {@code name=value}, or a name, a delimiter, the lines up to it. */
  private static Map<String, String> outputs(List<String> lines) {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] several = lines.get(i).split("<<", 2);
      if (several.length == 2) {
        int end = lines.subList(i + 1, lines.size()).indexOf(several[1]) + i + 1;
        outputs.put(several[0], String.join("\n", lines.subList(i + 1, end)));
        i = end;
      } else {
        String[] one = lines.get(i).split("=", 2);
        outputs.put(one[0], one[1]);
      }
    }
    return outputs;
  }
}
