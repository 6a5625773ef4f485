package io.jenkins.plugins.kitrail.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Node;
import hudson.model.TaskListener;
import io.jenkins.plugins.kitrail.command.CommandScript;
import io.jenkins.plugins.kitrail.durable.Connection;
import io.jenkins.plugins.kitrail.durable.UnusableAgentException;
import io.jenkins.plugins.kitrail.tool.AgentTool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jenkinsci.plugins.durabletask.BourneShellScript;
import org.jenkinsci.plugins.durabletask.Controller;
import org.jenkinsci.plugins.durabletask.DurableTask;
import org.jenkinsci.plugins.durabletask.WindowsBatchScript;

/** A task on an agent that is online, by the means of the Durable Task plugin. */
final class AgentConnection implements Connection {
  /** Where and how a process of the build is started. */
  record Place(
      Node node,
      FilePath workspace,
      Launcher launcher,
      EnvVars environment,
      TaskListener listener) {}

  private final Task task;
  private final Place place;
  private final Consumer<Controller> launched;
  private final Consumer<String> tested;
  @CheckForNull private Controller controller;

  /**
   * @param controller of the process that runs; null when none was launched yet
   * @param launched gets the controller of the one that is launched
   * @param tested gets the JUnit XML of smoke tests, if there were any
   */
  AgentConnection(
      Task task,
      Place place,
      @CheckForNull Controller controller,
      Consumer<Controller> launched,
      Consumer<String> tested) {
    this.task = task;
    this.place = place;
    this.controller = controller;
    this.launched = launched;
    this.tested = tested;
  }

  @Override
  public void launch() throws IOException, InterruptedException, UnusableAgentException {
    try {
      controller = start();
      launched.accept(controller);
    } catch (IOException | UnusableAgentException e) {
      // Throws, too, when the connection is what failed: then somebody tries again.
      files().remove();
      if (e instanceof UnusableAgentException unusable) {
        throw unusable;
      }
      throw new UnusableAgentException(
          "Could not start kitrail "
              + task.command()
              + " on "
              + place.workspace().getRemote()
              + ": "
              + e.getMessage());
    }
  }

  private Controller start() throws IOException, InterruptedException, UnusableAgentException {
    AgentTool tool =
        AgentTool.on(
            place.node(),
            place.workspace(),
            place.launcher(),
            place.environment(),
            task.jdk(),
            null,
            place.listener());
    EnvVars environment = new EnvVars(place.environment());
    environment.putAll(task.variables());
    environment.putAll(files().write(place.environment()));
    List<String> command = tool.command(arguments());
    Map<String, String> marks = Map.of(Task.VARIABLE, task.id());
    DurableTask script =
        place.launcher().isUnix()
            ? new BourneShellScript(CommandScript.forUnix().text(marks, command))
            : new WindowsBatchScript(CommandScript.forWindows().text(marks, command));
    script.captureOutput();
    script.charset(StandardCharsets.UTF_8);
    return script.launch(environment, place.workspace(), place.launcher(), place.listener());
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(task.arguments());
    if (task.hasTests()) {
      arguments.add(1, "--junit=" + files().tests());
    }
    return arguments;
  }

  @Override
  public boolean copyLog(OutputStream log) throws IOException, InterruptedException {
    return controller().writeLog(place.workspace(), log);
  }

  @Override
  @CheckForNull
  public Integer exitStatus() throws IOException, InterruptedException {
    return controller().exitStatus(place.workspace(), place.launcher(), place.listener());
  }

  @Override
  public byte[] output() throws IOException, InterruptedException {
    String tests = task.hasTests() ? files().testsWritten() : null;
    if (tests != null) {
      tested.accept(tests);
    }
    return controller().getOutput(place.workspace(), place.launcher());
  }

  /** Not the controller's own way: that ends each other process of the workspace, too. */
  @Override
  public void kill() throws IOException, InterruptedException {
    place.launcher().kill(Map.of(Task.VARIABLE, task.id()));
  }

  @Override
  public void cleanUp() throws IOException, InterruptedException {
    files().remove();
    if (controller != null) {
      controller.cleanup(place.workspace());
    }
  }

  private TaskFiles files() {
    return TaskFiles.beside(place.workspace(), place.environment(), task);
  }

  private Controller controller() {
    if (controller == null) {
      throw new IllegalStateException("nothing was launched yet");
    }
    return controller;
  }
}
