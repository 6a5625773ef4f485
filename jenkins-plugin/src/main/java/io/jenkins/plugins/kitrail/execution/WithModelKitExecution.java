package io.jenkins.plugins.kitrail.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.console.ConsoleLogFilter;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.kitrail.command.CredentialVariables;
import io.jenkins.plugins.kitrail.credentials.CredentialIds;
import io.jenkins.plugins.kitrail.credentials.StepCredentials;
import io.jenkins.plugins.kitrail.durable.UnusableAgentException;
import io.jenkins.plugins.kitrail.tool.AgentTool;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.GeneralNonBlockingStepExecution;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Runs a block with the tool on PATH and the credentials in the environment. Copying the tool is
 * short and not durable; the block is, as its own steps are.
 */
public final class WithModelKitExecution extends GeneralNonBlockingStepExecution {
  private static final long serialVersionUID = 1L;

  /** What the page calls it, in place of a command and its arguments. */
  private static final List<String> LINE = List.of("withModelKit", "--");

  private final Task task;
  @CheckForNull private final String tool;

  private WithModelKitExecution(StepContext context, Task task, @CheckForNull String tool) {
    super(context);
    this.task = task;
    this.tool = tool;
  }

  /**
   * Call it on the thread of the pipeline: only there are credentials looked up as whom the build
   * runs.
   *
   * @param tool the name of one in Jenkins' tools; null for the one that this plugin carries
   * @throws AbortException with a sentence, for a credential that cannot be used
   */
  public static WithModelKitExecution of(
      StepContext context,
      CredentialIds ids,
      @CheckForNull String jdk,
      @CheckForNull String tool,
      Map<String, String> sigstore)
      throws IOException, InterruptedException {
    CredentialVariables credentials;
    try {
      credentials = StepCredentials.lookUp(context.get(Run.class), ids);
    } catch (AbortException e) {
      throw ModelKitExecution.refused(context, LINE, String.valueOf(e.getMessage()));
    }
    StepRequest request = new StepRequest("withModelKit", List.of(), ids, jdk, false, sigstore);
    return new WithModelKitExecution(
        context, new Task(request, credentials, UUID.randomUUID()), tool);
  }

  @Override
  public boolean start() {
    run(this::begin);
    return false;
  }

  private void begin() throws IOException, InterruptedException {
    StepContext context = getContext();
    FilePath workspace = context.get(FilePath.class);
    Map<String, String> variables = new LinkedHashMap<>();
    try {
      AgentTool found = found(context, workspace);
      variables.put(AgentTool.JAVA, found.java());
      // EnvVars puts what follows the plus in front of PATH, with the agent's own separator.
      variables.put("PATH+KITRAIL", found.folder().getRemote());
      variables.putAll(files(context, workspace).write(context.get(EnvVars.class)));
    } catch (UnusableAgentException e) {
      throw ModelKitExecution.refused(context, LINE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw ModelKitExecution.refused(
          context,
          LINE,
          "Could not put kitrail onto the agent, for "
              + workspace.getRemote()
              + ": "
              + e.getMessage());
    }
    context
        .newBodyInvoker()
        .withContext(
            EnvironmentExpander.merge(
                context.get(EnvironmentExpander.class), new TaskEnvironment(task, variables)))
        .withContext(
            BodyInvoker.mergeConsoleLogFilters(
                context.get(ConsoleLogFilter.class), new TaskLogFilter(task)))
        .withCallback(new Leaving())
        .start();
  }

  private AgentTool found(StepContext context, FilePath workspace)
      throws IOException, InterruptedException, UnusableAgentException {
    Computer computer = workspace.toComputer();
    Node node = computer == null ? null : computer.getNode();
    if (node == null) {
      throw new AbortException("The agent of " + workspace.getRemote() + " is gone.");
    }
    return AgentTool.on(
        node,
        workspace,
        context.get(Launcher.class),
        context.get(EnvVars.class),
        task.jdk(),
        tool,
        context.get(TaskListener.class));
  }

  private TaskFiles files(StepContext context, FilePath workspace)
      throws IOException, InterruptedException {
    return TaskFiles.beside(workspace, context.get(EnvVars.class), task);
  }

  /** Whatever became of the block, its secrets do not stay on the agent. */
  private final class Leaving extends TailCall {
    private static final long serialVersionUID = 1L;

    @Override
    protected void finished(StepContext context) throws Exception {
      FilePath workspace = context.get(FilePath.class);
      if (workspace != null) {
        files(context, workspace).remove();
      }
    }
  }
}
