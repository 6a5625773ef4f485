package io.github.kitrail.inference.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a process prints to one of its streams, within limits. */
final class CapturedOutput {
  private static final int BUFFER = 8192;

  private final InputStream in;
  private final int most;
  private final boolean end;
  private final Thread reader;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean more;

  /**
   * @param most bytes that are kept
   * @param end whether the last ones are, instead of the first ones
   */
  CapturedOutput(InputStream in, int most, boolean end) {
    this.in = in;
    this.most = most;
    this.end = end;
    reader = new Thread(this::read, "kitrail-command-output");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    byte[] buffer = new byte[BUFFER];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        add(buffer, n);
      }
    } catch (IOException e) {
      // The process was ended.
    }
  }

  private synchronized void add(byte[] buffer, int count) {
    int room = end ? count : Math.min(count, most - kept.size());
    kept.write(buffer, 0, room);
    more |= room < count;
    if (end && kept.size() > most) {
      more = true;
      byte[] all = kept.toByteArray();
      kept.reset();
      kept.write(all, all.length - most, most);
    }
  }

  /** Waits a moment for what is on its way; a grandchild may hold the stream open for ever. */
  void finish(long millis) throws InterruptedException {
    reader.join(millis);
  }

  synchronized String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }

  /** Whether something was left out. */
  synchronized boolean isCut() {
    return more;
  }
}
