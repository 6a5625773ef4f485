package io.github.kitrail.content.registry.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * Cancels requests whose server takes no more bytes, and those of interrupted threads. A socket's
 * timeout covers reading only, and an interrupt nothing: a blocked write would wait for ever.
 */
final class StallGuard implements AutoCloseable {
  private final long idleNanos;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer;
  private final Future<?> checks;

  StallGuard(Duration idle) {
    this.idleNanos = idle.toNanos();
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "kitrail-stall-guard");
              thread.setDaemon(true);
              return thread;
            });
    long period = Math.max(20, Math.min(1000, idle.toMillis() / 4));
    checks = timer.scheduleWithFixedDelay(this::check, period, period, TimeUnit.MILLISECONDS);
  }

  /** Watches one request until the watch is closed. */
  Watch watch(Cancellable request) {
    Watch watch = new Watch(request);
    watches.add(watch);
    return watch;
  }

  private void check() {
    long now = System.nanoTime();
    watches.forEach(watch -> watch.check(now));
  }

  @Override
  public void close() {
    checks.cancel(true);
    timer.shutdownNow();
  }

  /** The writes of one request. */
  final class Watch implements AutoCloseable {
    private final Cancellable request;
    private final Thread thread = Thread.currentThread();
    private volatile long since;
    private volatile boolean writing;
    private volatile boolean stalled;

    private Watch(Cancellable request) {
      this.request = request;
    }

    /** A write begins. */
    void begin() {
      since = System.nanoTime();
      writing = true;
    }

    /** The write is done. */
    void end() {
      writing = false;
    }

    boolean hasStalled() {
      return stalled;
    }

    private void check(long now) {
      if (writing && now - since > idleNanos) {
        stalled = true;
        request.cancel();
      } else if (thread.isInterrupted()) {
        request.cancel();
      }
    }

    @Override
    public void close() {
      watches.remove(this);
    }
  }
}
