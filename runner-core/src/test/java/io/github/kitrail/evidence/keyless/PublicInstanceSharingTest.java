package io.github.kitrail.evidence.keyless;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.content.Retry;
import io.github.kitrail.content.registry.RegistryOptions;
import io.github.kitrail.evidence.Samples;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes share one cache while the repository goes on. */
class PublicInstanceSharingTest {
  private static final int PROCESSES = 3;
  private static final String ROUNDS = "12";

  @TempDir Path temp;

  @Test
  void noneReadsWhatAnotherHasHalfWritten() throws Exception {
    byte[] trusted = Samples.bytes("samples/trusted_root.json");
    TufRepository repository =
        new TufRepository(Instant.now()).target("trusted_root.json", trusted).publish();
    Path root = Files.write(temp.resolve("root.json"), repository.root());
    Path cache = temp.resolve("cache");
    try (TufMirror mirror = new TufMirror().serving(repository)) {
      List<Process> processes = new ArrayList<>();
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(start(mirror, root, cache, i));
      }
      int versions = 1;
      while (processes.stream().anyMatch(Process::isAlive)) {
        String other = new String(trusted, UTF_8) + " ".repeat(versions % 7);
        mirror.serving(repository.target("trusted_root.json", other.getBytes(UTF_8)).publish());
        versions++;
        Thread.sleep(5);
      }
      for (int i = 0; i < PROCESSES; i++) {
        assertThat(processes.get(i).exitValue())
            .as(Files.readString(temp.resolve("log" + i)))
            .isZero();
      }
      assertThat(versions).isGreaterThan(10);
    }
    assertThat(new TufCache(cache).read().expires()).isPresent();
    List<String> warnings = new ArrayList<>();
    Retry once =
        new Retry(1, Duration.ZERO, Duration.ZERO, RandomGenerator.getDefault(), pause -> {});
    try (ServiceClient services =
            new ServiceClient(RegistryOptions.builder().build().http(), once);
        PublicInstance offline =
            new PublicInstance(
                URI.create("http://127.0.0.1:1/"),
                () -> Files.readString(root),
                cache,
                services,
                InstantSource.system(),
                warnings::add)) {
      assertThat(offline.trustedRoot().getCAs()).isNotEmpty();
    }
    assertThat(warnings).hasSize(1);
  }

  private Process start(TufMirror mirror, Path root, Path cache, int number) throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            TufReader.class.getName(),
            mirror.uri().toString(),
            root.toString(),
            cache.toString(),
            ROUNDS)
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve("log" + number).toFile())
        .start();
  }
}
