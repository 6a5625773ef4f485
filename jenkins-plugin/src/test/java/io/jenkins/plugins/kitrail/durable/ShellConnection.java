package io.jenkins.plugins.kitrail.durable;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A shell script in a process of this machine, which writes to files as one of durable-task does.
 * How much of its log was read is kept in a file, too, so that a new object goes on.
 */
class ShellConnection implements Connection {
  private final Path folder;
  private final String script;

  /** A connection that is broken fails each call. */
  boolean broken;

  /** How many bytes go through before the connection breaks while the log is copied. */
  int mostOfLog = Integer.MAX_VALUE;

  ShellConnection(Path folder, String script) {
    this.folder = folder;
    this.script = script;
  }

  @Override
  public void launch() throws IOException, UnusableAgentException {
    check();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("script.sh"), script);
    Files.writeString(
        folder.resolve("wrap.sh"),
        ": >log; sh script.sh >out 2>>log & echo $! >pid.tmp; mv pid.tmp pid;"
            + " wait $!; echo $? >status.tmp; mv status.tmp status\n");
    new ProcessBuilder("sh", "wrap.sh").directory(folder.toFile()).start();
  }

  @Override
  public boolean copyLog(OutputStream log) throws IOException {
    check();
    Path file = folder.resolve("log");
    int from = Files.exists(mark()) ? Integer.parseInt(Files.readString(mark())) : 0;
    byte[] all = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    int to = (int) Math.min(all.length, (long) from + mostOfLog);
    log.write(Arrays.copyOfRange(all, from, to));
    Files.writeString(mark(), Integer.toString(to));
    if (to < all.length) {
      throw new IOException("cut");
    }
    return to > from;
  }

  private Path mark() {
    return folder.resolve("mark");
  }

  @Override
  @CheckForNull
  public Integer exitStatus() throws IOException {
    check();
    Path status = folder.resolve("status");
    return Files.exists(status) ? Integer.valueOf(Files.readString(status).strip()) : null;
  }

  @Override
  public byte[] output() throws IOException {
    check();
    return Files.readAllBytes(folder.resolve("out"));
  }

  @Override
  public void kill() throws IOException {
    check();
    // Not the wrapper, which writes the status.
    processes().forEach(ProcessHandle::destroy);
  }

  Stream<ProcessHandle> processes() throws IOException {
    Path pid = folder.resolve("pid");
    if (!Files.exists(pid)) {
      return Stream.of();
    }
    return ProcessHandle.of(Long.parseLong(Files.readString(pid, StandardCharsets.UTF_8).strip()))
        .stream()
        .flatMap(it -> Stream.concat(it.descendants(), Stream.of(it)));
  }

  @Override
  public void cleanUp() throws IOException {
    check();
    Files.writeString(folder.resolve("cleaned"), "");
  }

  boolean isCleaned() {
    return Files.exists(folder.resolve("cleaned"));
  }

  private void check() throws IOException {
    if (broken) {
      throw new IOException("the channel is closed, hunter2");
    }
  }
}
