package io.github.kitrail.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** A workflow or an action, as text and as what GitHub makes of it. */
record WorkflowFile(Path path, String text, JsonNode tree) {
  private static final Pattern USES =
      Pattern.compile("^\\s*(?:- )?uses:\\s*(\\S+)(?:\\s+#\\s*(.*))?$");

  /**
   * What a step or job uses.
   *
   * @param comment behind it; empty for none
   * @param line counted from 1
   */
  record Use(String target, String comment, int line) {}

  static WorkflowFile read(Path path) {
    try {
      return of(path, Files.readString(path));
    } catch (IOException e) {
      throw new AssertionError(path + " cannot be read", e);
    }
  }

  static WorkflowFile of(Path path, String text) {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    return new WorkflowFile(
        path, text, new ObjectMapper().valueToTree(new Yaml(strict).<Object>load(text)));
  }

  String name() {
    return String.valueOf(path.getFileName());
  }

  /** What starts it. The parser is one of YAML 1.1 and takes the word for a boolean. */
  JsonNode on() {
    return tree.path("true");
  }

  /** Inputs, outputs and secrets of a workflow that can be called. */
  JsonNode call() {
    return on().path("workflow_call");
  }

  Map<String, JsonNode> jobs() {
    return members(tree.path("jobs"));
  }

  static Map<String, JsonNode> members(JsonNode mapping) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    mapping.properties().forEach(it -> members.put(it.getKey(), it.getValue()));
    return members;
  }

  static List<JsonNode> steps(JsonNode job) {
    List<JsonNode> steps = new ArrayList<>();
    job.path("steps").forEach(steps::add);
    return steps;
  }

  List<Use> uses() {
    List<Use> uses = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = USES.matcher(lines.get(i));
      if (matcher.matches()) {
        String comment = matcher.group(2) == null ? "" : matcher.group(2);
        uses.add(new Use(matcher.group(1), comment, i + 1));
      }
    }
    return uses;
  }
}
