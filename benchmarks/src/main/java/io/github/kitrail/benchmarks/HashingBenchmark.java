package io.github.kitrail.benchmarks;

import io.github.kitrail.content.DigestingInputStream;
import io.github.kitrail.modelkit.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Milliseconds to hash 64 MiB that are in memory, with buffers of several sizes: the limit of every
 * copy, and what the stream around it adds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HashingBenchmark {
  private static final int SIZE = 64 * 1024 * 1024;

  @Param({"8", "64", "256", "1024"})
  public int bufferKiB;

  private final byte[] content = new byte[SIZE];

  public HashingBenchmark() {
    new Random(4).nextBytes(content);
  }

  /** The algorithm alone, over memory that is not in the CPU's cache. */
  @Benchmark
  public Digest digestAlone() {
    MessageDigest digest = Digest.sha256();
    int block = bufferKiB * 1024;
    for (int from = 0; from < SIZE; from += block) {
      digest.update(content, from, Math.min(block, SIZE - from));
    }
    return Digest.of(digest);
  }

  /** Copied into a reused buffer first, as bytes from a file or a socket are. */
  @Benchmark
  public Digest digestingStream() throws IOException {
    byte[] buffer = new byte[bufferKiB * 1024];
    try (DigestingInputStream in = new DigestingInputStream(new ByteArrayInputStream(content))) {
      while (in.read(buffer, 0, buffer.length) >= 0) {
        // The stream hashes.
      }
      return in.digest();
    }
  }
}
