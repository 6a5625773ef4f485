package io.github.kitrail.benchmarks;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.PackOptions;
import io.github.kitrail.content.PendingLayer;
import io.github.kitrail.content.folder.ModelFolder;
import io.github.kitrail.modelkit.KitfileReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Milliseconds to plan a folder and to read its layer's archive to the end, into nothing; the files
 * are in the page cache.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TarBenchmark {
  private static final String KITFILE = "manifestVersion: 1.0.0\ncode: [{path: code}]\n";

  /** What is in the folder. */
  public enum Content {
    LARGE(1, 256 * 1024 * 1024),
    SMALL(2200, 4 * 1024);

    private final int files;
    private final int size;

    Content(int files, int size) {
      this.files = files;
      this.size = size;
    }
  }

  /** What a folder is made for, and removed after. */
  @State(Scope.Benchmark)
  public static class Folder {
    @Param({"LARGE", "SMALL"})
    public Content content = Content.SMALL;

    final Path context;

    public Folder() {
      try {
        context = Files.createTempDirectory("kitrail-benchmark-");
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Setup
    public void fill() throws IOException {
      byte[] bytes = new byte[content.size];
      new Random(4).nextBytes(bytes);
      for (int i = 0; i < content.files; i++) {
        Path file = context.resolve("code/package-" + i % 20 + "/file-" + i);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
      }
    }

    @TearDown
    public void remove() throws IOException {
      try (Stream<Path> all = Files.walk(context)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Param({"64", "256"})
  public int bufferKiB;

  @Benchmark
  public long tar(Folder folder) throws IOException, KitrailException {
    ModelFolder model = ModelFolder.open(folder.context, KitfileReader.parse(KITFILE, "Kitfile"));
    byte[] buffer = new byte[bufferKiB * 1024];
    long size = 0;
    for (PendingLayer layer : model.layers(PackOptions.standard())) {
      try (InputStream in = layer.open()) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          size += n;
        }
      }
    }
    return size;
  }
}
