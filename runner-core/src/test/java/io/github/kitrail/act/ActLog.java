package io.github.kitrail.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What act tells of a run, a JSON object a line.
 *
 * @param files where the stand-ins keep artifacts, and what was built is listed
 */
record ActLog(List<JsonNode> lines, Path files) {
  /**
   * An error, a warning or a notice.
   *
   * @param place {@code FILE:LINE}, or empty
   */
  record Annotation(String place, String message) {}

  /**
   * @param files what the run has left
   */
  static ActLog of(String output, Path files) {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : output.lines().toList()) {
      try {
        lines.add(new ObjectMapper().readTree(line));
      } catch (JsonProcessingException e) {
        lines.add(new ObjectMapper().createObjectNode().put("msg", line));
      }
    }
    return new ActLog(List.copyOf(lines), files);
  }

  /** What people see, secrets masked; the other fields of a line are not for them. */
  String text() {
    return lines.stream().map(it -> it.path("msg").asText()).collect(Collectors.joining("\n"));
  }

  /** The outputs of the step with this id. */
  Map<String, String> outputs(String step) {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (JsonNode line : commands("set-output")) {
      if (isOf(line, step)) {
        outputs.put(line.path("name").asText(), line.path("arg").asText());
      }
    }
    return outputs;
  }

  /** What the step has written to its summary. */
  String summary(String step) {
    return commands("summary").stream()
        .filter(line -> isOf(line, step))
        .map(line -> line.path("content").asText())
        .collect(Collectors.joining());
  }

  /**
   * @param level error, warning or notice
   */
  List<Annotation> annotations(String level) {
    return commands(level).stream()
        .map(
            line -> {
              JsonNode place = line.path("kvPairs");
              String file = place.path("file").asText();
              String where = place.has("line") ? file + ":" + place.path("line").asText() : file;
              return new Annotation(where, line.path("arg").asText());
            })
        .toList();
  }

  /** A file that was uploaded, with the artifact's name before it. */
  Path artifact(String path) {
    return files.resolve("artifacts").resolve(path);
  }

  /** What {@code $GITHUB_ARTIFACTS} lists. */
  String built() throws IOException {
    return Files.readString(files.resolve("built"));
  }

  /** How a job ended: success or failure; empty for one that did not run. */
  String job(String id) {
    return lines.stream()
        .filter(line -> line.has("jobResult") && line.path("jobID").asText().equals(id))
        .map(line -> line.path("jobResult").asText())
        .collect(Collectors.joining(" "));
  }

  /** How the step's own part ended: success or failure; empty for one that did not run. */
  String step(String id) {
    return lines.stream()
        .filter(line -> line.has("stepResult") && line.path("stage").asText().equals("Main"))
        .filter(line -> isOf(line, id))
        .map(line -> line.path("stepResult").asText())
        .collect(Collectors.joining(" "));
  }

  private List<JsonNode> commands(String name) {
    return lines.stream().filter(line -> line.path("command").asText().equals(name)).toList();
  }

  private static boolean isOf(JsonNode line, String step) {
    return StreamSupport.stream(line.path("stepID").spliterator(), false)
        .anyMatch(id -> id.asText().equals(step));
  }
}
