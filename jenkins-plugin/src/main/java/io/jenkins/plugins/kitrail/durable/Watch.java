package io.jenkins.plugins.kitrail.durable;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.jenkins.plugins.kitrail.command.MaskedLines;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * What is known of a command on an agent, look after look. All of it survives a restart of the
 * controller: whoever has this and a new connection goes on where the last look ended. One thread
 * at a time looks; any may call {@link #stop}.
 */
@SuppressFBWarnings(
    value = "SE_TRANSIENT_FIELD_NOT_RESTORED",
    justification = "their defaults are right after a restart")
public final class Watch implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long NEVER = 0;

  private enum Phase {
    NEW,
    RUNNING,
    /** The outcome is known, and something is left on the agent. */
    LEAVING,
    ENDED
  }

  private final String command;
  private final String agent;

  private volatile Phase phase = Phase.NEW;

  /** In milliseconds since 1970, as is the next. */
  private volatile long stoppedAt = NEVER;

  private volatile long offlineSince = NEVER;
  @CheckForNull private volatile String sentence;
  @CheckForNull private volatile Outcome outcome;

  /** In milliseconds; after a restart it begins anew. */
  private transient volatile long pause;

  /** Whether no start was tried yet; false after a restart, as one may not have been saved. */
  private transient boolean untouched;

  private transient boolean changed;

  /**
   * @param command the name of the tool's command, for sentences
   * @param agent the agent's name, for sentences; empty for the built-in node
   */
  public Watch(String command, String agent) {
    this.command = command;
    this.agent = agent.isEmpty() ? "the built-in node" : "agent " + agent;
    this.untouched = true;
  }

  /** How long to wait until the next look. */
  public Duration pause(Limits limits) {
    return pause == 0 ? limits.shortest() : Duration.ofMillis(pause);
  }

  public boolean isEnded() {
    return phase == Phase.ENDED;
  }

  /** Whether the last look found something that must survive a restart. */
  public boolean isChanged() {
    return changed;
  }

  /** From now on the command is to end. */
  public void stop(Instant now) {
    if (stoppedAt == NEVER) {
      stoppedAt = now.toEpochMilli();
      pause = 0;
    }
  }

  /**
   * Looks after the command.
   *
   * @param connection null while the agent is offline
   * @return how it ended, once; null as long as it has not, and after that
   */
  @CheckForNull
  public Outcome look(@CheckForNull Connection connection, BuildLog log, Limits limits, Instant now)
      throws InterruptedException {
    changed = false;
    if (phase == Phase.ENDED) {
      return null;
    }
    if (connection == null) {
      return unreachable("it is offline", log, limits, now);
    }
    try {
      step(connection, log, limits, now);
      if (offlineSince != NEVER) {
        log.out().println("kitrail: " + agent + " is back.");
        offlineSince = NEVER;
        changed = true;
      }
      if (phase != Phase.LEAVING) {
        return null;
      }
      connection.cleanUp();
      return ended(outcome);
    } catch (IOException | RuntimeException e) {
      // Most often a connection that broke, and remoting has both kinds for that; what keeps
      // failing
      // meets the limit.
      return unreachable(log.mask().masked(reason(e)), log, limits, now);
    } catch (UnusableAgentException e) {
      return ended(Outcome.failed(log.mask().masked(String.valueOf(e.getMessage()))));
    }
  }

  /**
   * A look was cut short as the agent did not answer.
   *
   * @return as {@link #look} does
   */
  @CheckForNull
  public Outcome unanswered(BuildLog log, Limits limits, Instant now) {
    return phase == Phase.ENDED ? null : unreachable("it does not answer", log, limits, now);
  }

  private static String reason(Exception failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private void step(Connection connection, BuildLog log, Limits limits, Instant now)
      throws IOException, InterruptedException, UnusableAgentException {
    switch (phase) {
      case NEW -> {
        if (!untouched) {
          // An earlier start may have left a process that nobody heard of.
          connection.kill();
        }
        if (stoppedAt == NEVER) {
          untouched = false;
          connection.launch();
          phase = Phase.RUNNING;
          changed = true;
          pause = 0;
        } else {
          leave(Outcome.stopped());
        }
      }
      case RUNNING -> poll(connection, log, limits, now);
      default -> wait(limits);
    }
  }

  private void poll(Connection connection, BuildLog log, Limits limits, Instant now)
      throws IOException, InterruptedException {
    // Asked for before the log: what a command wrote before its end is then in the log.
    Integer status = connection.exitStatus();
    if (copyLog(connection, log, status != null)) {
      changed = true;
      pause = 0;
    } else {
      wait(limits);
    }
    if (status != null) {
      String output = new String(connection.output(), StandardCharsets.UTF_8);
      leave(stoppedAt == NEVER ? Outcome.exited(status, output, sentence) : Outcome.stopped());
    } else if (stoppedAt != NEVER) {
      connection.kill();
      if (isOver(stoppedAt, limits.stop(), now)) {
        leave(Outcome.stopped());
      }
    }
  }

  private boolean copyLog(Connection connection, BuildLog log, boolean last)
      throws IOException, InterruptedException {
    MaskedLines lines = new MaskedLines(log.out(), log.mask(), log.pending().get());
    try {
      boolean wrote = connection.copyLog(lines);
      if (last) {
        lines.finish();
      }
      return wrote;
    } finally {
      // What arrived before a connection broke is not sent again.
      log.pending().set(lines.pending());
      if (lines.sentence() != null) {
        sentence = lines.sentence();
      }
    }
  }

  @CheckForNull
  private Outcome unreachable(String why, BuildLog log, Limits limits, Instant now) {
    wait(limits);
    if (offlineSince == NEVER) {
      offlineSince = now.toEpochMilli();
      changed = true;
      log.out().println(Sentences.waiting(agent, why, limits));
    }
    boolean unstoppable = stoppedAt != NEVER && isOver(stoppedAt, limits.stop(), now);
    if (!unstoppable && !isOver(offlineSince, limits.offline(), now)) {
      return null;
    }
    if (phase == Phase.LEAVING) {
      log.out().println(Sentences.left(agent, why));
      return ended(outcome);
    }
    if (stoppedAt != NEVER) {
      log.out().println(Sentences.notEnded(command, agent, why));
      return ended(Outcome.stopped());
    }
    return ended(Outcome.failed(Sentences.gaveUp(command, agent, why, limits)));
  }

  private static boolean isOver(long since, Duration limit, Instant now) {
    return now.toEpochMilli() - since >= limit.toMillis();
  }

  private void wait(Limits limits) {
    pause = limits.after(pause(limits)).toMillis();
  }

  private void leave(Outcome as) {
    outcome = as;
    phase = Phase.LEAVING;
    changed = true;
  }

  @CheckForNull
  private Outcome ended(@CheckForNull Outcome as) {
    phase = Phase.ENDED;
    return as;
  }
}
