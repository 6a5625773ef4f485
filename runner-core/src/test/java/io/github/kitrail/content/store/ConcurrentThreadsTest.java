package io.github.kitrail.content.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One store, opened several times in one JVM, whose file locks do not keep its threads apart. */
@Timeout(60)
class ConcurrentThreadsTest {
  @TempDir Path directory;

  @Test
  void nothingIsLostWhenAllWrite() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<?>> writers = new ArrayList<>();
    for (String who : List.of("a", "b", "c", "d")) {
      writers.add(
          pool.submit(
              () -> {
                StoreProcess.writeMany(Store.at(directory), who);
                return null;
              }));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    pool.shutdown();

    StoreRepository repository = Store.at(directory).repository("localhost/shared");
    assertThat(repository.tags()).hasSize(80);
    assertThat(repository.modelKits()).hasSize(80);
  }
}
