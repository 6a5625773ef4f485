package io.github.kitrail.content;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Writes down what a listener hears. */
public final class Heard implements TransferListener {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final AtomicLong moved = new AtomicLong();

  /** What came under this name, such as {@code started code layer 12ab}. */
  public List<String> of(String event) {
    return events.stream().filter(e -> e.startsWith(event)).toList();
  }

  public long moved() {
    return moved.get();
  }

  @Override
  public void started(String label, long size) {
    events.add("started " + label + " " + size);
  }

  @Override
  public void moved(String label, long bytes) {
    moved.addAndGet(bytes);
  }

  @Override
  public void finished(String label) {
    events.add("finished " + label);
  }

  @Override
  public void skipped(String label, long size, String reason) {
    events.add("skipped " + label + " " + size + " " + reason);
  }

  @Override
  public void retrying(String label, String reason) {
    events.add("retrying " + label + " " + reason);
  }

  @Override
  public void warned(String message) {
    events.add("warned " + message);
  }
}
