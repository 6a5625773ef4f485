package io.github.kitrail.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A job that calls a workflow grants all that the jobs there ask for: GitHub starts none of them
 * otherwise, not even those that could do with less.
 */
final class PermissionRules {
  static final List<String> LEVELS = List.of("none", "read", "write");

  private PermissionRules() {}

  static List<String> problems(WorkflowFile workflow) {
    List<String> problems = new ArrayList<>();
    workflow
        .jobs()
        .forEach(
            (name, job) -> {
              if (job.has("uses")) {
                Map<String, Integer> granted = levels(job.path("permissions"));
                asked(RepositoryWorkflows.ours(job.path("uses").asText()))
                    .forEach(
                        (what, level) -> {
                          int given = granted.getOrDefault(what, 0);
                          if (given != level) {
                            problems.add(
                                "the job "
                                    + name
                                    + " grants "
                                    + what
                                    + ": "
                                    + LEVELS.get(given)
                                    + ", and what it calls asks for "
                                    + LEVELS.get(level));
                          }
                        });
                granted.keySet().stream()
                    .filter(
                        it ->
                            !asked(RepositoryWorkflows.ours(job.path("uses").asText()))
                                .containsKey(it))
                    .forEach(
                        it -> problems.add("the job " + name + " grants " + it + " to nobody"));
              }
            });
    return problems;
  }

  /** The most that any job of it asks for. */
  static Map<String, Integer> asked(WorkflowFile called) {
    Map<String, Integer> asked = new LinkedHashMap<>();
    for (JsonNode job : called.jobs().values()) {
      levels(job.path("permissions")).forEach((what, level) -> asked.merge(what, level, Math::max));
    }
    return asked;
  }

  private static Map<String, Integer> levels(JsonNode permissions) {
    Map<String, Integer> levels = new LinkedHashMap<>();
    WorkflowFile.members(permissions)
        .forEach((what, level) -> levels.put(what, LEVELS.indexOf(level.asText())));
    return levels;
  }
}
