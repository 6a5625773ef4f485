package io.jenkins.plugins.kitrail.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A workspace, and what {@code sh} does in it. */
record Shell(Path workspace) {
  record Ended(int status, String text) {}

  /**
   * A script that a pipeline has for {@code sh}, with the variables of the {@code withEnv} around
   * it.
   *
   * @param part of the script that no other has
   */
  Ended run(Build build, String part) throws IOException, InterruptedException {
    List<Call> calls = build.calls("withEnv", "sh");
    for (int i = 1; i < calls.size(); i++) {
      Call script = calls.get(i);
      if (script.name().equals("sh") && script.text().contains(part)) {
        return run(script.text(), (List<?>) calls.get(i - 1).get(StepRules.VALUE));
      }
    }
    throw new AssertionError("No script has " + part + ".");
  }

  /** As Jenkins does it: a file, started by what its first line names. */
  private Ended run(String script, List<?> variables) throws IOException, InterruptedException {
    Path file = Files.writeString(Files.createTempFile("script", ".sh"), script);
    try {
      ProcessBuilder builder =
          new ProcessBuilder("bash", file.toString())
              .directory(workspace.toFile())
              .redirectErrorStream(true);
      Map<String, String> environment = builder.environment();
      environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
      for (Object variable : variables) {
        String[] parts = variable.toString().split("=", 2);
        environment.put(parts[0], parts[1]);
      }
      Process process = builder.start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Ended(process.waitFor(), text);
    } finally {
      Files.delete(file);
    }
  }
}
