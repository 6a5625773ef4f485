package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.RegistryPeers;
import io.github.kitrail.RunningRegistry;
import io.github.kitrail.ThrottledProxy;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Quirk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills publish, pull and unpack at any moment; the same command again ends well, without moving
 * again what had arrived, and leaves nothing behind.
 */
class KilledCommandTest {
  private static final int MOMENTS = Integer.getInteger("kitrail.kills", 51);
  private static final int LARGE = 72 * 1024 * 1024;
  private static final int PART = 16 * 1024 * 1024;
  private static final long PER_CONNECTION = 60_000_000;
  private static final double AGAIN = 1.25;
  private static final long START_MILLIS = 400;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  @TempDir Path temp;
  private Path folder;
  private long size;

  @BeforeEach
  void makeModelKit() throws IOException {
    folder = Files.createDirectories(temp.resolve("folder/code")).getParent();
    write("model.bin", LARGE);
    write("part-1", PART);
    write("part-2", PART);
    for (int i = 0; i < 200; i++) {
      write("code/file-" + i, 500);
    }
    Files.writeString(
        folder.resolve("Kitfile"),
        "manifestVersion: 1.0.0\nmodel:\n  path: model.bin\n  parts: [{path: part-1}, {path:"
            + " part-2}]\ncode: [{path: code}]\n");
  }

  private void write(String path, int bytes) throws IOException {
    byte[] content = new byte[bytes];
    random.nextBytes(content);
    Files.write(folder.resolve(path), content);
    size += bytes;
  }

  @Test
  @Timeout(600)
  void againstTheFixture() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start();
        ThrottledProxy proxy = new ThrottledProxy(registry.host(), PER_CONNECTION)) {
      registry.switchOn(Quirk.RELATIVE_LOCATIONS);
      killAtMoments(proxy, 6, true);
    }
  }

  /** Version 2.8 refuses to say how much it has once bytes have come: uploads begin anew there. */
  @Test
  @Tag("peer")
  @Timeout(1800)
  void againstDockerRegistry() throws Exception {
    try (RunningRegistry registry = RegistryPeers.dockerRegistry(temp.resolve("registry"));
        ThrottledProxy proxy = new ThrottledProxy(registry.host(), PER_CONNECTION)) {
      killAtMoments(proxy, MOMENTS / 2, false);
    }
  }

  @Test
  @Tag("peer")
  @Timeout(1800)
  void againstDistribution3() throws Exception {
    try (RunningRegistry registry = RegistryPeers.distribution3(temp.resolve("registry"));
        ThrottledProxy proxy = new ThrottledProxy(registry.host(), PER_CONNECTION)) {
      killAtMoments(proxy, MOMENTS, true);
    }
  }

  private void killAtMoments(ThrottledProxy proxy, int moments, boolean resumesUploads)
      throws Exception {
    Path home = temp.resolve("home");
    String reference = proxy.host() + "/first:1";
    long publish = timed(home, publish(reference));
    long pull = timed(home, pull(reference));
    Path target = temp.resolve("target");
    long unpack = timed(home, unpack(reference, target));
    delete(home);
    delete(target);
    double worst = 0;
    for (int i = 0; i < moments; i++) {
      Path fresh = temp.resolve("home-" + i);
      String other = proxy.host() + "/again-" + i + ":1";
      switch (i % 3) {
        case 0 -> {
          double again = killed(fresh, publish(other), publish, proxy, proxy::up);
          assertThat(again).isLessThanOrEqualTo(resumesUploads ? AGAIN : 2);
          worst = Math.max(worst, again);
        }
        case 1 -> worst = Math.max(worst, killed(fresh, pull(reference), pull, proxy, proxy::down));
        default -> {
          worst =
              Math.max(worst, killed(fresh, unpack(reference, target), unpack, proxy, proxy::down));
          assertSameAs(folder, target);
          delete(target);
        }
      }
      delete(fresh);
    }
    System.out.printf(
        "%d kills, worst case %.2f of the ModelKit moved (seed %d)%n", moments, worst, seed);
  }

  /** Kills the command, runs it again, and returns what moved in all as a part of the ModelKit. */
  private double killed(
      Path home, List<String> command, long millis, ThrottledProxy proxy, LongSupplier moved)
      throws Exception {
    proxy.forget();
    long moment = START_MILLIS + (long) (random.nextDouble() * Math.max(1, millis - START_MILLIS));
    Process process = start(home, command);
    if (!process.waitFor(moment, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
    // What the kernel still holds for the registry arrives before the next try asks.
    long before = moved.getAsLong();
    String what = command + " killed after " + moment + " ms, seed " + seed;
    // Killed in its last moments, after everything was in place, unpack has nothing left to do.
    if (!isUnpacked(command)) {
      timed(home, command);
    }
    double part = (double) moved.getAsLong() / size;
    System.out.printf(
        "%s: %.2f before, %.2f in all%n", command.get(0), (double) before / size, part);
    assertThat(part).as(what).isLessThanOrEqualTo(command.get(0).equals("publish") ? 2 : AGAIN);
    assertThat(leftIn(home)).as(what).isEmpty();
    return part;
  }

  private boolean isUnpacked(List<String> command) throws IOException {
    Path target = temp.resolve("target");
    if (!command.get(0).equals("unpack") || !Files.exists(target)) {
      return false;
    }
    try (Stream<Path> hidden = Files.list(target)) {
      return hidden.noneMatch(file -> file.getFileName().toString().startsWith(".kitrail"))
          && Files.exists(target.resolve("Kitfile"))
          && Files.exists(target.resolve("code/file-199"));
    }
  }

  private List<String> publish(String reference) {
    return List.of("publish", folder.toString(), "-t", reference, "--plain-http");
  }

  private static List<String> pull(String reference) {
    return List.of("pull", reference, "--plain-http");
  }

  private List<String> unpack(String reference, Path target) {
    return List.of("unpack", reference, "-d", target.toString(), "--plain-http");
  }

  private long timed(Path home, List<String> command) throws Exception {
    long start = System.nanoTime();
    Process process = start(home, command);
    assertThat(process.waitFor()).as(Files.readString(home.resolve("output"))).isZero();
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static Process start(Path home, List<String> command) throws IOException {
    return CommandProcess.start(Main.class, home, home.resolve("output"), command);
  }

  /** Files of transfers that were not cleaned up; blobs, indexes and caches are meant to stay. */
  private List<String> leftIn(Path home) throws IOException {
    List<String> left = new ArrayList<>();
    for (Path directory :
        List.of(home.resolve("storage/kitrail"), home.resolve("kitrail/transfers"))) {
      if (Files.exists(directory)) {
        try (Stream<Path> all = Files.walk(directory)) {
          all.filter(Files::isRegularFile)
              .map(Path::toString)
              .filter(file -> file.contains("ingest") || file.contains("transfers"))
              .filter(file -> !file.endsWith("blobs.json"))
              .forEach(left::add);
        }
      }
    }
    return left;
  }

  private static void assertSameAs(Path folder, Path target) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path other = target.resolve(folder.relativize(file).toString());
        if (!file.endsWith("Kitfile")) {
          assertThat(Files.mismatch(file, other)).as(other.toString()).isEqualTo(-1);
        }
      }
    }
    try (Stream<Path> all = Files.walk(target)) {
      assertThat(all)
          .as("no orphan")
          .noneMatch(file -> file.getFileName().toString().startsWith(".kitrail"));
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
    }
  }
}
