package io.github.kitrail.content.registry;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How fast the last large upload to a registry was. */
final class UploadRates {
  /** Smaller ones say more of the latency. */
  private static final long WORTH_IT = 8 << 20;

  private final KnownLines known;

  UploadRates(@Nullable Path directory) {
    known = new KnownLines(directory, "rates", Pattern.compile("(\\S{1,300}) ([0-9]{1,15})"));
  }

  /** Bytes a second; 0 when nobody knows. */
  long find(String registry) {
    String rate = known.get(registry);
    return rate == null ? 0 : Long.parseLong(rate);
  }

  void put(String registry, long bytes, long nanos) {
    if (bytes >= WORTH_IT && nanos > 0) {
      double rate = bytes * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
      known.put(registry, Long.toString(Math.max(1, (long) Math.min(rate, 1e14))));
    }
  }

  void save() {
    known.save();
  }
}
