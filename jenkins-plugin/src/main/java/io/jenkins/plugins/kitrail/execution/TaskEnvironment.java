package io.jenkins.plugins.kitrail.execution;

import hudson.EnvVars;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** The environment of a block: its secrets, which Pipeline then knows as such, and paths. */
final class TaskEnvironment extends EnvironmentExpander {
  private static final long serialVersionUID = 1L;

  private final Task task;
  private final LinkedHashMap<String, String> paths;

  TaskEnvironment(Task task, Map<String, String> paths) {
    this.task = task;
    this.paths = new LinkedHashMap<>(paths);
  }

  @Override
  public void expand(EnvVars environment) {
    environment.overrideAll(task.variables());
    environment.overrideAll(paths);
  }

  @Override
  public Set<String> getSensitiveVariables() {
    return task.variables().keySet();
  }
}
