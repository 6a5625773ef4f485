package io.github.kitrail.operations;

import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.inference.SmokeListener;
import io.github.kitrail.inference.report.CaseResult;
import java.util.Locale;

/** Tells of each test when it is done. */
record TestProgress(Listener listener) implements SmokeListener {
  @Override
  public void loading(String engine) {
    listener.note("loading the model into " + engine);
  }

  @Override
  public void answering(String name, int number, int count, int pieces) {
    listener.working(
        "test " + number + "/" + count + ": " + Printable.of(name) + ", " + pieces + " tokens");
  }

  @Override
  public void finished(CaseResult result, int number, int count) {
    Double speed = result.tokensPerSecond();
    listener.note(
        "test "
            + number
            + "/"
            + count
            + " "
            + result.status().word()
            + ": "
            + Printable.of(result.name())
            + String.format(Locale.ROOT, " (%.2f s", result.seconds())
            + (speed == null ? ")" : String.format(Locale.ROOT, ", %.1f tokens/s)", speed)));
  }
}
