package io.github.kitrail.inference.engine;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads a stream line by line, with a limit for each line: what is beyond is dropped. */
final class WorkerOutput {
  private WorkerOutput() {}

  /** Until the stream ends, which it does with its process. */
  static void read(InputStream stream, int limit, Consumer<String> lines) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(stream)) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          lines.accept(line.toString(StandardCharsets.UTF_8).stripTrailing());
          line.reset();
        } else if (line.size() < limit) {
          line.write(b);
        }
      }
    } catch (IOException e) {
      // The process is gone; whatever it still wanted to say is lost.
    }
    if (line.size() > 0) {
      lines.accept(line.toString(StandardCharsets.UTF_8));
    }
  }
}
