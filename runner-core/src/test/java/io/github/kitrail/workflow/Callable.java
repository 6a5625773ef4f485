package io.github.kitrail.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an action or a reusable workflow takes and gives.
 *
 * @param secrets whether they are required, by name; none for an action
 */
record Callable(Map<String, Input> inputs, Set<String> outputs, Map<String, Boolean> secrets) {

  /**
   * @param logical whether it is true or false
   */
  record Input(boolean required, boolean logical) {}

  static Callable action(WorkflowFile action) {
    Map<String, Input> inputs = new LinkedHashMap<>();
    WorkflowFile.members(action.tree().path("inputs"))
        .forEach(
            (name, it) -> {
              String standard = it.path("default").asText();
              boolean logical = standard.equals("true") || standard.equals("false");
              inputs.put(name, new Input(it.path("required").asBoolean(), logical));
            });
    return new Callable(inputs, names(action.tree().path("outputs")), Map.of());
  }

  static Callable workflow(WorkflowFile workflow) {
    Map<String, Input> inputs = new LinkedHashMap<>();
    WorkflowFile.members(workflow.call().path("inputs"))
        .forEach(
            (name, it) ->
                inputs.put(
                    name,
                    new Input(
                        it.path("required").asBoolean(),
                        it.path("type").asText().equals("boolean"))));
    Map<String, Boolean> secrets = new LinkedHashMap<>();
    WorkflowFile.members(workflow.call().path("secrets"))
        .forEach((name, it) -> secrets.put(name, it.path("required").asBoolean()));
    return new Callable(inputs, names(workflow.call().path("outputs")), secrets);
  }

  private static Set<String> names(JsonNode mapping) {
    return new HashSet<>(WorkflowFile.members(mapping).keySet());
  }

  /**
   * @param with what is given
   * @param logicals the caller's own inputs that are true or false, as {@code ${{ inputs.X }}}
   */
  List<String> problems(JsonNode with, Set<String> logicals) {
    List<String> problems = new ArrayList<>();
    Map<String, JsonNode> given = WorkflowFile.members(with);
    inputs.forEach(
        (name, input) -> {
          if (input.required() && !given.containsKey(name)) {
            problems.add("the input " + name + " is missing");
          }
        });
    given.forEach(
        (name, value) -> {
          Input input = inputs.get(name);
          if (input == null) {
            problems.add("there is no input " + name);
          } else if (input.logical() != isLogical(value.asText(), logicals)) {
            problems.add(
                "the input " + name + (input.logical() ? " is" : " is not") + " true or false");
          }
        });
    return problems;
  }

  private static boolean isLogical(String value, Set<String> logicals) {
    return value.equals("true")
        || value.equals("false")
        || logicals.contains(value)
        || (value.startsWith("${{") && value.contains(" == ") && !value.contains("||"));
  }
}
