package io.github.kitrail.cli;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Text that holds no commands for GitHub's runner, whoever wrote it: a model's answer, a registry's
 * message, a name in a Kitfile. The runner takes a line as a command when it begins with {@code
 * ::}, after white space, or has {@code ##[} anywhere; both are split by a space here. Whole lines
 * are passed on.
 *
 * @see <a
 *     href="https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs">ActionCommand</a>
 */
final class GuardedOutput extends FilterOutputStream {
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private GuardedOutput(OutputStream out) {
    super(out);
  }

  static PrintStream of(PrintStream log) {
    return new PrintStream(new GuardedOutput(log), true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int one) throws IOException {
    line.write(one);
    // The runner's line breaks; each begins a line that could be a command.
    if (one == '\n' || one == '\r') {
      pass();
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  /** A line that is not ended stays here, so that nobody can complete a command. */
  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    pass();
    out.flush();
  }

  private void pass() throws IOException {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    String harmless = text.replaceFirst("(?U)^(\\s*):(?=:)", "$1: ").replace("##[", "## [");
    out.write(harmless.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
