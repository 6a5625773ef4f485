package io.jenkins.plugins.kitrail.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Node;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.Secret;
import io.jenkins.plugins.kitrail.command.CredentialVariables;
import io.jenkins.plugins.kitrail.command.ExitStatus;
import io.jenkins.plugins.kitrail.command.Reasons;
import io.jenkins.plugins.kitrail.command.ResultRecord;
import io.jenkins.plugins.kitrail.command.SecretMask;
import io.jenkins.plugins.kitrail.credentials.StepCredentials;
import io.jenkins.plugins.kitrail.durable.BuildLog;
import io.jenkins.plugins.kitrail.durable.Connection;
import io.jenkins.plugins.kitrail.durable.Limits;
import io.jenkins.plugins.kitrail.durable.Outcome;
import io.jenkins.plugins.kitrail.durable.Pending;
import io.jenkins.plugins.kitrail.durable.Watch;
import io.jenkins.plugins.kitrail.facts.StepFacts;
import io.jenkins.plugins.kitrail.page.TestResults;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.durabletask.Controller;
import org.jenkinsci.plugins.workflow.FilePathUtils;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.support.concurrent.Timeout;

/**
 * Runs a command of the tool on the agent and outlives restarts of the controller, as {@code sh}
 * does: the process writes to files of the agent, and what is known of it is saved with the build.
 * {@code DurableTaskStep} itself cannot be extended, and returns its output or its status only.
 */
@SuppressFBWarnings(
    value = "SE_TRANSIENT_FIELD_NOT_RESTORED",
    justification = "onResume plans a look; who aborted is not known after a restart")
public final class ModelKitExecution extends StepExecution {
  private static final long serialVersionUID = 1L;
  private static final Logger LOGGER = Logger.getLogger(ModelKitExecution.class.getName());

  /** A first look copies tens of megabytes to the agent. */
  private static final Duration LONGEST_LAUNCH = Duration.ofMinutes(10);

  private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

  private final Task task;
  private final String node;
  private final String remote;
  private final Watch watch;
  @CheckForNull private volatile Controller controller;

  /** JUnit XML of smoke tests, without secrets. */
  @CheckForNull private volatile String tests;

  /** The bytes of a log's line that is not whole yet, as Latin-1. */
  private volatile Secret pending = Secret.fromString("");

  @CheckForNull private transient volatile Throwable stopCause;
  @CheckForNull private transient Future<?> next;

  private ModelKitExecution(StepContext context, Task task, FilePath workspace) {
    super(context);
    this.task = task;
    this.node = FilePathUtils.getNodeName(workspace);
    this.remote = workspace.getRemote();
    this.watch = new Watch(task.command(), node);
  }

  /**
   * Call it on the thread of the pipeline: only there are credentials looked up as whom the build
   * runs.
   *
   * @throws AbortException with a sentence, for a credential that cannot be used
   */
  public static ModelKitExecution of(StepContext context, StepRequest request)
      throws IOException, InterruptedException {
    CredentialVariables credentials;
    try {
      credentials = StepCredentials.lookUp(context.get(Run.class), request.credentials());
    } catch (AbortException e) {
      throw refused(context, request.arguments(), String.valueOf(e.getMessage()));
    }
    StepRequest possible =
        TestResults.ofThisJenkins() == TestResults.NONE ? request.withoutTests() : request;
    Task task = new Task(possible, credentials, UUID.randomUUID());
    return new ModelKitExecution(context, task, context.get(FilePath.class));
  }

  /**
   * A step that does not even start; the page says so.
   *
   * @param line the command and its arguments
   */
  public static AbortException refused(StepContext context, List<String> line, String sentence)
      throws IOException, InterruptedException {
    FilePath workspace = context.get(FilePath.class);
    new StepEnding(line, FilePathUtils.getNodeName(workspace), workspace.getRemote())
        .show(context, null, sentence, new SecretMask(List.of()), null);
    return new AbortException(sentence);
  }

  @Override
  public boolean start() {
    lookAfter(Duration.ZERO);
    return false;
  }

  @Override
  public void onResume() {
    lookAfter(Limits.STANDARD.shortest());
  }

  @Override
  public void stop(Throwable cause) {
    stopCause = cause;
    watch.stop(Instant.now());
    lookAfter(Duration.ZERO);
  }

  @Override
  public String getStatus() {
    return "kitrail " + task.command() + " in " + remote + " on " + node;
  }

  /** In place of what was planned before. */
  private synchronized void lookAfter(Duration pause) {
    if (next != null) {
      next.cancel(false);
    }
    try {
      next = LookPool.get().after(pause, this::look);
    } catch (RejectedExecutionException | IllegalStateException e) {
      LOGGER.log(Level.FINE, "Jenkins shuts down; onResume goes on", e);
    }
  }

  private void look() {
    // One at a time; stop() does not wait for it.
    synchronized (watch) {
      if (watch.isEnded()) {
        return;
      }
      try {
        TaskListener listener = getContext().get(TaskListener.class);
        Outcome outcome = lookInTime(listener);
        if (outcome != null) {
          settle(outcome, listener.getLogger());
        }
      } catch (IOException e) {
        LOGGER.log(Level.FINE, "Nobody waits any more for " + getStatus(), e);
        return;
      } catch (InterruptedException e) {
        LOGGER.log(Level.FINE, "Jenkins shuts down; onResume goes on", e);
        return;
      } catch (RuntimeException e) {
        // A look that fails for reasons of its own is not the last one.
        LOGGER.log(Level.WARNING, "Could not look after " + getStatus(), e);
      }
      if (!watch.isEnded()) {
        lookAfter(watch.pause(Limits.STANDARD));
      }
    }
  }

  @CheckForNull
  private Outcome lookInTime(TaskListener listener) throws InterruptedException {
    BuildLog log = new BuildLog(listener.getLogger(), task.mask(), new PendingLine());
    Duration limit = controller == null ? LONGEST_LAUNCH : LONGEST_LOOK;
    Outcome outcome;
    try (Timeout timeout = Timeout.limit(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      outcome = watch.look(connection(listener), log, Limits.STANDARD, Instant.now());
    } catch (InterruptedException | IOException e) {
      LOGGER.log(Level.FINE, "No answer to " + getStatus(), e);
      if (LookPool.get().isShutDown()) {
        throw new InterruptedException();
      }
      outcome = watch.unanswered(log, Limits.STANDARD, Instant.now());
    }
    if (watch.isChanged()) {
      getContext().saveState();
    }
    return outcome;
  }

  /** Null while the agent is offline. */
  @CheckForNull
  private Connection connection(TaskListener listener) throws IOException, InterruptedException {
    FilePath workspace = FilePathUtils.find(node, remote);
    Node agent = node.isEmpty() ? Jenkins.get() : Jenkins.get().getNode(node);
    if (workspace == null || agent == null) {
      return null;
    }
    Launcher launcher = getContext().get(Launcher.class);
    if (launcher == null) {
      return null;
    }
    AgentConnection.Place place =
        new AgentConnection.Place(
            agent, workspace, launcher, getContext().get(EnvVars.class), listener);
    return new AgentConnection(
        task, place, controller, it -> controller = it, it -> tests = task.mask().masked(it));
  }

  private void settle(Outcome outcome, PrintStream log) {
    LinkedHashMap<String, Object> result = ResultRecord.parse(outcome.output());
    String failure = failure(outcome, result);
    if (failure != null && result != null && outcome.sentence() == null) {
      Reasons.of(result).forEach(it -> log.println(task.mask().masked(it)));
    }
    StepFacts facts =
        new StepEnding(task.arguments(), node, remote)
            .show(getContext(), result, failure, task.mask(), tests);
    if (outcome.kind() == Outcome.Kind.STOPPED) {
      Throwable cause = stopCause;
      // After a restart nobody knows any more who it was.
      getContext()
          .onFailure(cause == null ? new FlowInterruptedException(Result.ABORTED, true) : cause);
    } else if (failure == null) {
      log.println(task.mask().masked(facts.success()));
      getContext().onSuccess(result);
    } else {
      getContext().onFailure(new AbortException(failure));
    }
  }

  /** One sentence; null when all went well. */
  @CheckForNull
  private String failure(Outcome outcome, @CheckForNull LinkedHashMap<String, Object> result) {
    switch (outcome.kind()) {
      case STOPPED:
        return "kitrail " + task.command() + " was aborted.";
      case FAILED:
        return String.valueOf(outcome.sentence());
      default:
        if (outcome.status() == 0 && result != null) {
          return null;
        }
        // Tests and gates print no sentence: why they fail is their result.
        String told = outcome.sentence() == null ? StepFacts.sentence(result) : outcome.sentence();
        return ExitStatus.sentence(
            task.command(), outcome.status(), told == null ? null : task.mask().masked(told));
    }
  }

  /** A part of a secret, perhaps, so it is saved like one. */
  private final class PendingLine implements Pending {
    @Override
    public byte[] get() {
      return pending.getPlainText().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void set(byte[] bytes) {
      pending = Secret.fromString(new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }
}
