package io.github.kitrail.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whatever a workflow names is there: inputs, secrets, outputs of steps, jobs and actions. */
final class ReferenceRules {
  private static final Pattern NAMED =
      Pattern.compile(
          "\\b(inputs|secrets)\\.([\\w-]+)|\\b(steps|needs|jobs)\\.([\\w-]+)\\.(\\w+)(?:\\.([\\w-]+))?");
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{(.*?)}}");
  private static final Pattern WRITTEN =
      Pattern.compile("^\\s*echo \"([\\w-]+)(?:=|<<)", Pattern.MULTILINE);

  private final WorkflowFile workflow;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Set<String>> jobOutputs = new LinkedHashMap<>();

  private ReferenceRules(WorkflowFile workflow) {
    this.workflow = workflow;
    workflow.jobs().forEach((name, job) -> jobOutputs.put(name, outputsOfJob(job)));
  }

  static List<String> problems(WorkflowFile workflow) {
    ReferenceRules rules = new ReferenceRules(workflow);
    rules.look();
    return rules.problems;
  }

  private void look() {
    names(workflow.call().path("outputs"), Map.of(), jobOutputs);
    names(workflow.tree().path("concurrency"), Map.of(), Map.of());
    workflow
        .jobs()
        .forEach(
            (name, job) -> {
              Map<String, Set<String>> needed = new LinkedHashMap<>();
              for (String need : needs(job)) {
                if (!jobOutputs.containsKey(need)) {
                  problems.add(name + " needs the job " + need + ", which there is not");
                }
                needed.put(need, jobOutputs.getOrDefault(need, Set.of()));
              }
              names(job, steps(job), needed);
              calls(job);
            });
  }

  private static List<String> needs(JsonNode job) {
    JsonNode needs = job.path("needs");
    List<String> names = new ArrayList<>();
    if (needs.isTextual()) {
      names.add(needs.asText());
    }
    needs.forEach(it -> names.add(it.asText()));
    return names;
  }

  private static Set<String> outputsOfJob(JsonNode job) {
    return job.has("uses")
        ? Callable.workflow(RepositoryWorkflows.ours(job.path("uses").asText())).outputs()
        : new HashSet<>(WorkflowFile.members(job.path("outputs")).keySet());
  }

  /** What each step gives; null for an action of others. */
  private static Map<String, Set<String>> steps(JsonNode job) {
    Map<String, Set<String>> steps = new LinkedHashMap<>();
    for (JsonNode step : WorkflowFile.steps(job)) {
      String uses = step.path("uses").asText();
      if (uses.startsWith(RepositoryWorkflows.OURS)) {
        steps.put(
            step.path("id").asText(), Callable.action(RepositoryWorkflows.ours(uses)).outputs());
      } else {
        Set<String> written = new HashSet<>();
        Matcher matcher = WRITTEN.matcher(step.path("run").asText());
        while (matcher.find()) {
          written.add(matcher.group(1));
        }
        steps.put(step.path("id").asText(), written);
      }
    }
    return steps;
  }

  private void names(JsonNode part, Map<String, Set<String>> steps, Map<String, Set<String>> jobs) {
    part.forEach(it -> names(it, steps, jobs));
    if (!part.isTextual()) {
      return;
    }
    // A condition is an expression without its braces.
    Matcher expression = EXPRESSION.matcher(part.asText());
    boolean any = false;
    while (expression.find()) {
      any = true;
      expression(expression.group(1), steps, jobs);
    }
    if (!any
        && part.asText().matches(".*\\b(steps|needs|inputs)\\.\\w.*")
        && !part.asText().contains("\n")) {
      expression(part.asText(), steps, jobs);
    }
  }

  private void expression(
      String text, Map<String, Set<String>> steps, Map<String, Set<String>> jobs) {
    Matcher named = NAMED.matcher(text);
    while (named.find()) {
      if (named.group(1) != null) {
        declared(named.group(1), named.group(2));
      } else {
        Map<String, Set<String>> among = named.group(3).equals("steps") ? steps : jobs;
        Set<String> outputs = among.get(named.group(4));
        if (outputs == null) {
          problems.add(named.group() + ": there is no " + named.group(4) + " to ask here");
        } else if (named.group(5).equals("outputs") && !outputs.contains(named.group(6))) {
          problems.add(named.group() + ": there is no such output");
        }
      }
    }
  }

  /**
   * Beside those of a call, a workflow that is started by hand has inputs, and a caller has all
   * secrets.
   */
  private void declared(String kind, String name) {
    boolean called = workflow.call().path(kind).has(name);
    boolean byHand =
        kind.equals("inputs") && workflow.on().at("/workflow_dispatch/inputs").has(name);
    boolean callersSecret = kind.equals("secrets") && workflow.call().isMissingNode();
    if (!called && !byHand && !callersSecret) {
      problems.add(kind + "." + name + " is not declared");
    }
  }

  private void calls(JsonNode job) {
    Set<String> logicals = new HashSet<>();
    WorkflowFile.members(workflow.call().path("inputs"))
        .forEach(
            (name, it) -> {
              if (it.path("type").asText().equals("boolean")) {
                logicals.add("${{ inputs." + name + " }}");
              }
            });
    List<JsonNode> users = new ArrayList<>(WorkflowFile.steps(job));
    users.add(job);
    for (JsonNode user : users) {
      String uses = user.path("uses").asText();
      if (uses.startsWith(RepositoryWorkflows.OURS)) {
        WorkflowFile used = RepositoryWorkflows.ours(uses);
        Callable callable =
            used.tree().has("jobs") ? Callable.workflow(used) : Callable.action(used);
        callable
            .problems(user.path("with"), logicals)
            .forEach(it -> problems.add(uses.replaceFirst("@.*", "") + ": " + it));
        WorkflowFile.members(user.path("secrets"))
            .forEach(
                (name, it) -> {
                  if (!callable.secrets().containsKey(name)) {
                    problems.add(uses + ": there is no secret " + name);
                  }
                });
      }
    }
  }
}
