package io.github.kitrail.content;

import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Warns of uploads that will take longer than the registry allows: once for each blob. */
final class UploadTimes {
  private final Sink to;
  private final TransferListener listener;
  private final LongSupplier nanos;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  UploadTimes(Sink to, TransferListener listener, LongSupplier nanos) {
    this.to = to;
    this.listener = listener;
    this.nanos = nanos;
  }

  /**
   * @param size in bytes, or -1 when only reading tells: then nothing can be said
   */
  InputStream watch(InputStream in, String label, long size) {
    Duration most = to.limits().maxUpload();
    return most == null || size <= 0
        ? in
        : new UploadEstimate(in, size, most, nanos, takes -> tell(label, most, takes));
  }

  private void tell(String label, Duration most, Duration takes) {
    if (told.add(label)) {
      listener.warned(warning(to, most, "at the rate so far", label, takes));
    }
  }

  static String warning(Sink to, Duration most, String when, String label, Duration takes) {
    return to.name()
        + " gives an upload "
        + minutes(most)
        + "; "
        + when
        + ", "
        + label
        + " takes "
        + minutes(takes)
        + ". If it is refused, split it into parts, or publish from a faster connection.";
  }

  private static String minutes(Duration time) {
    long minutes = Math.max(1, Math.round(time.toSeconds() / 60.0));
    return minutes == 1 ? "1 minute" : minutes + " minutes";
  }
}
