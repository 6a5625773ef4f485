package io.github.kitrail.evidence.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentKeyTest {
  @TempDir Path directory;

  @Test
  void isMadeOnceAndFoundAgain() throws Exception {
    Path file = directory.resolve("keys/development.key");

    SigningKey made = DevelopmentKey.in(file, new SecureRandom());
    SigningKey found = DevelopmentKey.in(file, new SecureRandom());

    assertThat(made.verificationKey().algorithm()).isEqualTo(KeyAlgorithm.P256);
    assertThat(found.verificationKey()).isEqualTo(made.verificationKey());
    assertThat(made.warning()).isEmpty();
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aDamagedOneIsAnErrorNotReplaced() throws Exception {
    Path file = Files.writeString(directory.resolve("development.key"), "oops");

    assertThatThrownBy(() -> DevelopmentKey.in(file, new SecureRandom()))
        .hasMessageContaining("there is no PEM in it");
    assertThat(file).hasContent("oops");
  }

  @Test
  void manyAtOnceLeaveOneFile() throws Exception {
    Path file = directory.resolve("development.key");
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<SigningKey>> runs = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        runs.add(() -> DevelopmentKey.in(file, new SecureRandom()));
      }
      for (Future<SigningKey> run : pool.invokeAll(runs)) {
        assertThat(run.get()).isNotNull();
      }
    } finally {
      pool.shutdownNow();
    }
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }
}
