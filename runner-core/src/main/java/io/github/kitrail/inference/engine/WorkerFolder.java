package io.github.kitrail.inference.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder in which one worker lives. java-llama.cpp unpacks its library under a fixed name into
 * java.io.tmpdir, and deletes every file there whose name begins with "llama": never share it.
 */
record WorkerFolder(Path path) {
  private static final int TRIES = 20;
  private static final int PAUSE_MILLIS = 50;

  static WorkerFolder create() throws IOException {
    return new WorkerFolder(Files.createTempDirectory("kitrail-engine-").toRealPath());
  }

  /** Deletes it, patiently: Windows keeps a library locked until its process is really gone. */
  void delete() {
    for (int i = 0; i < TRIES; i++) {
      if (deleteOnce()) {
        return;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        deleteOnce();
        return;
      }
    }
  }

  /** Whether nothing is left of it. */
  boolean deleteOnce() {
    if (!Files.exists(path)) {
      return true;
    }
    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
