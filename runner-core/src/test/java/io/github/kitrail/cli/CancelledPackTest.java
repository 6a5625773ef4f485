package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that is told to end, as a CI server does that cancels a job. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM: it ends a process hard")
class CancelledPackTest {
  private static final long HUGE = 40L << 30;

  @TempDir Path temp;

  @Test
  void leavesNothingBehindAndTheNextOneWorks() throws Exception {
    Path home = Files.createDirectories(temp.resolve("home"));
    Path folder = Files.createDirectories(temp.resolve("kit"));
    Path model = folder.resolve("model.gguf");
    try (RandomAccessFile file = new RandomAccessFile(model.toFile(), "rw")) {
      file.setLength(HUGE);
    }
    Files.writeString(
        folder.resolve("Kitfile"), "manifestVersion: 1.0.0\nmodel: {path: model.gguf}\n");
    Path said = temp.resolve("said.txt");
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                "io.github.kitrail.cli.Main",
                "pack",
                folder.toString(),
                "-t",
                "m:1")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    command.environment().put("KITOPS_HOME", home.toString());
    Process process = command.start();
    try {
      long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (bytes(home) < 1_000_000 && process.isAlive() && System.nanoTime() < patience) {
        Thread.sleep(20);
      }
      assertThat(process.isAlive()).as(Files.readString(said)).isTrue();
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(said)).isEqualTo(143);
    assertThat(bytes(home)).as("what is left of the pack").isLessThan(10_000);
    assertThat(Files.readString(said)).doesNotContain("Exception", "bug");

    Files.writeString(model, "weights");
    CommandRun next = CommandRun.in(home).run("pack", folder.toString(), "-t", "m:1");
    assertThat(next.status()).as(next.err()).isZero();
  }

  /** Launchers of tests may load their classes by a class loader of their own. */
  private static String classPath() {
    List<String> parts = new ArrayList<>();
    if (CancelledPackTest.class.getClassLoader() instanceof URLClassLoader loader) {
      for (URL url : loader.getURLs()) {
        parts.add(Path.of(URI.create(url.toString())).toString());
      }
    }
    parts.add(System.getProperty("java.class.path"));
    return String.join(File.pathSeparator, parts);
  }

  private static long bytes(Path home) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      return files.stream().mapToLong(file -> file.toFile().length()).sum();
    } catch (UncheckedIOException e) {
      // A file went away while it was looked at.
      return 0;
    }
  }
}
