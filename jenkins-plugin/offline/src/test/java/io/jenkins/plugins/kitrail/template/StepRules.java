package io.jenkins.plugins.kitrail.template;

import io.jenkins.plugins.kitrail.step.ModelKitStep;
import io.jenkins.plugins.kitrail.step.Steps;
import io.jenkins.plugins.kitrail.step.WithModelKitStep;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which steps there are, and what each of them takes: ours as their classes say, the others as <a
 * href="https://www.jenkins.io/doc/pipeline/steps/">Jenkins' reference</a> does.
 */
final class StepRules {
  /** The one argument of a step that is called with a value instead of with names. */
  static final String VALUE = "";

  private static final Map<String, Set<String>> JENKINS =
      Map.ofEntries(
          // pipeline-model-definition: what stands in sections
          Map.entry("label", Set.of(VALUE)),
          Map.entry("timeout", Set.of("time", "unit")),
          Map.entry("disableConcurrentBuilds", Set.of("abortPrevious")),
          Map.entry("disableRestartFromStage", Set.of()),
          Map.entry("buildDiscarder", Set.of(VALUE)),
          Map.entry("logRotator", Set.of("numToKeepStr")),
          Map.entry("cron", Set.of(VALUE)),
          // core, credentials-binding: a parameter, its value, a binding
          Map.entry(
              "string",
              Set.of("name", "trim", "description", "value", "credentialsId", "variable")),
          // pipeline-model-definition, workflow-basic-steps, workflow-cps,
          // workflow-durable-task-step
          Map.entry("script", Set.of()),
          Map.entry("node", Set.of(VALUE)),
          Map.entry("echo", Set.of(VALUE)),
          Map.entry("error", Set.of(VALUE)),
          Map.entry("dir", Set.of(VALUE)),
          Map.entry("deleteDir", Set.of()),
          Map.entry("checkout", Set.of(VALUE)),
          Map.entry("stash", Set.of("name", "includes")),
          Map.entry("unstash", Set.of(VALUE)),
          Map.entry("withEnv", Set.of(VALUE)),
          Map.entry("fileExists", Set.of(VALUE)),
          Map.entry("sh", Set.of(VALUE, "script", "returnStdout")),
          Map.entry("catchError", Set.of("buildResult", "stageResult", "catchInterruptions")),
          Map.entry(
              "archiveArtifacts",
              Set.of("artifacts", "defaultExcludes", "fingerprint", "allowEmptyArchive")),
          // pipeline-input-step, pipeline-build-step, junit, credentials-binding, git,
          // pipeline-utility-steps
          Map.entry("input", Set.of("message", "ok", "submitter")),
          Map.entry("build", Set.of("job", "wait", "parameters")),
          Map.entry("junit", Set.of("testResults", "allowEmptyResults")),
          Map.entry("withCredentials", Set.of(VALUE)),
          Map.entry("gitUsernamePassword", Set.of("credentialsId", "gitToolName")),
          Map.entry("readJSON", Set.of("text", "file", "returnPojo")));

  private StepRules() {}

  /**
   * @throws AssertionError for a call that Jenkins would refuse
   */
  static void check(String step, Map<String, Object> arguments) {
    Class<?> ours = ours(step);
    if (ours == null) {
      if (!JENKINS.containsKey(step)) {
        throw new AssertionError("Jenkins has no step " + step + " that this test knows.");
      }
      arguments.keySet().forEach(it -> has(step, it, JENKINS.get(step)));
      return;
    }
    Map<String, Method> setters = Steps.setters(ours);
    List<String> required = Steps.required(ours);
    Set<String> all = new LinkedHashSet<>(setters.keySet());
    all.addAll(required);
    arguments.keySet().forEach(it -> has(step, it, all));
    for (String name : required) {
      if (arguments.get(name) == null || arguments.get(name).toString().isBlank()) {
        throw new AssertionError(step + " needs the argument " + name + ".");
      }
    }
    arguments.forEach(
        (name, value) -> {
          Class<?> type =
              setters.containsKey(name) ? setters.get(name).getParameterTypes()[0] : String.class;
          boolean fits =
              type == boolean.class
                  ? value instanceof Boolean
                  : type == int.class ? value instanceof Integer : value instanceof String;
          if (!fits) {
            throw new AssertionError(step + " takes no " + value + " for " + name + ".");
          }
        });
  }

  private static void has(String step, String argument, Set<String> arguments) {
    if (!arguments.contains(argument)) {
      throw new AssertionError(
          step + " has no argument " + argument + "; it has " + arguments + ".");
    }
  }

  /** The class of a step of the plugin; null for one of others. */
  private static Class<?> ours(String step) {
    if (step.equals("withModelKit")) {
      return WithModelKitStep.class;
    }
    for (Class<? extends ModelKitStep> it : Steps.BY_COMMAND.values()) {
      if (step.equals(Templates.variable(it.getSimpleName().replaceFirst("Step$", "")))) {
        return it;
      }
    }
    return null;
  }
}
