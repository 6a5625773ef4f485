package io.jenkins.plugins.kitrail.durable;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A live connection to the agent that runs one command. Each call may cross the network; an {@code
 * IOException} says that it could not, and the same is asked again over a later connection.
 */
public interface Connection {
  /**
   * Starts the command.
   *
   * @throws UnusableAgentException for what no later connection mends
   */
  void launch() throws IOException, InterruptedException, UnusableAgentException;

  /**
   * Copies what the command wrote since the last time.
   *
   * @return whether there was any
   */
  boolean copyLog(OutputStream log) throws IOException, InterruptedException;

  /** The status that the command ended with; null while it runs. */
  @CheckForNull
  Integer exitStatus() throws IOException, InterruptedException;

  /** What the command wrote to its standard output, in UTF-8; only after its end. */
  byte[] output() throws IOException, InterruptedException;

  /** Asks the command and what it started to end; it may take a while. */
  void kill() throws IOException, InterruptedException;

  /** Removes what {@link #launch} put on the agent, secrets above all. */
  void cleanUp() throws IOException, InterruptedException;
}
