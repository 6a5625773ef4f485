package io.jenkins.plugins.kitrail.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import io.jenkins.plugins.kitrail.command.CredentialVariables;
import io.jenkins.plugins.kitrail.command.StepDefaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What of a task is a file on the agent, all in one folder that goes when the task ends. */
final class TaskFiles {
  /** A report of many thousand tests; whoever writes more is no smoke test. */
  private static final long LONGEST = 16 * 1024 * 1024;

  private final Task task;
  private final SecretFolder folder;

  private TaskFiles(Task task, SecretFolder folder) {
    this.task = task;
    this.folder = folder;
  }

  static TaskFiles beside(FilePath workspace, EnvVars environment, Task task) {
    return new TaskFiles(task, SecretFolder.beside(workspace, environment, task.id()));
  }

  /**
   * Writes them.
   *
   * @param environment of the step, whose own variables stay
   * @return the variables that name them
   */
  Map<String, String> write(EnvVars environment) throws IOException, InterruptedException {
    Map<String, String> variables = new LinkedHashMap<>();
    String config = task.dockerConfig();
    if (config != null) {
      folder.write("config.json", config);
      variables.put(CredentialVariables.DOCKER_CONFIG, folder.path());
    }
    for (Map.Entry<String, String> file : task.sigstore().entrySet()) {
      String name = file.getKey();
      String value = file.getValue();
      if (environment.containsKey(name)) {
        continue;
      }
      variables.put(
          name,
          StepDefaults.isContent(value)
              ? folder.write(name.toLowerCase(Locale.ROOT) + ".json", value)
              : value);
    }
    return variables;
  }

  /** Where the command writes the results of smoke tests. */
  String tests() {
    return report().getRemote();
  }

  private FilePath report() {
    return folder.file("tests.xml");
  }

  /** What it wrote there; null for nothing. */
  @CheckForNull
  String testsWritten() throws IOException, InterruptedException {
    FilePath report = report();
    if (!report.exists() || report.length() > LONGEST) {
      return null;
    }
    try (InputStream content = report.read()) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  void remove() throws IOException, InterruptedException {
    folder.remove();
  }
}
