package io.github.kitrail.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Manifest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs many cases, each with a random of its own, in bounded time; says how they ended. */
final class HostileCases {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final String name;
  private final boolean ioExceptions;
  private final Map<ErrorCode, Integer> refusals = new EnumMap<>(ErrorCode.class);
  private int accepted;
  private int interrupted;

  interface Case {
    void run(Random random) throws Exception;
  }

  /**
   * @param ioExceptions whether what is called may end with an IOException
   */
  HostileCases(String name, boolean ioExceptions) {
    this.name = name;
    this.ioExceptions = ioExceptions;
  }

  /** Another seed, {@code -Dkitrail.hostile.seed=N}, other cases. */
  void run(int cases, Case one) throws Exception {
    long seed = Long.getLong("kitrail.hostile.seed", 20261127L);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      for (int i = 0; i < cases; i++) {
        long own = seed * 1_000_003 + i;
        Future<?> running = thread.submit(() -> end(own, one));
        try {
          running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
          throw new AssertionError(name + ", random " + own + ": took longer than " + LIMIT, e);
        }
      }
    } finally {
      thread.shutdownNow();
    }
    System.out.printf(
        "%s, seed %d: %d cases, %d accepted, %d transfers broke, refused: %s%n",
        name, seed, cases, accepted, interrupted, refusals);
    assertThat(refusals).as(name + ": nothing was refused").isNotEmpty();
  }

  private Void end(long seed, Case one) {
    try {
      // Randoms of neighbouring seeds begin alike.
      one.run(new Random(new SplittableRandom(seed).nextLong()));
      accepted++;
    } catch (KitrailException e) {
      assertThat(e.code())
          .as(name + ", random " + seed + ": " + e)
          .isNotEqualTo(ErrorCode.UNEXPECTED);
      assertThat(e.getMessage()).as(name + ", random " + seed).isNotBlank().hasSizeLessThan(8100);
      refusals.merge(e.code(), 1, Integer::sum);
    } catch (IOException e) {
      if (!ioExceptions) {
        throw new AssertionError(name + ", random " + seed, e);
      }
      interrupted++;
    } catch (AssertionError e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(name + ", random " + seed, e);
    }
    return null;
  }

  /** An index of what a manifest names. */
  static byte[] index(Manifest manifest) {
    List<Descriptor> all = new ArrayList<>(manifest.layers());
    all.add(manifest.config());
    String entries = "";
    for (Descriptor one : all) {
      entries +=
          (entries.isEmpty() ? "" : ",")
              + "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\""
              + one.digest()
              + "\",\"size\":"
              + one.size()
              + ",\"artifactType\":\"a/b\",\"annotations\":{\"a\":\"b\"}}";
    }
    return ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
            + "\"manifests\":["
            + entries
            + "]}")
        .getBytes(UTF_8);
  }
}
