package io.github.kitrail.content.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.content.ChildJvm;
import io.github.kitrail.content.Lease;
import io.github.kitrail.content.TestContent;
import io.github.kitrail.modelkit.Descriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One store, two JVMs. */
@Timeout(60)
class TwoProcessesTest {
  @TempDir Path temp;
  private Path directory;
  private Store store;
  private Store tomorrow;

  @BeforeEach
  void setUp() throws Exception {
    directory = temp.resolve("store");
    store = Store.at(directory);
    Instant later = Instant.now().plus(Duration.ofDays(1));
    tomorrow = new Store(directory, Clock.fixed(later, ZoneOffset.UTC));
  }

  @Test
  void nothingIsLostWhenBothWrite() throws Exception {
    Process other = StoreProcess.start("write", directory.toString(), "theirs");
    ChildJvm.readLine(other);

    StoreProcess.writeMany(store, "ours");
    assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(other.exitValue()).isZero();

    StoreRepository repository = store.repository("localhost/shared");
    assertThat(repository.tags()).hasSize(40);
    assertThat(repository.modelKits()).hasSize(40);
    for (String tag : repository.tags()) {
      Descriptor modelKit = repository.resolve(tag);
      assertThat(repository.read(modelKit)).isNotEmpty();
      assertThat(repository.referrers(modelKit.digest())).hasSize(1);
    }
    assertThat(new StoreFiles(directory).readShared().manifests()).hasSize(40);
    assertThat(directory.resolve("kitrail/ingest")).isEmptyDirectory();
  }

  @Test
  void garbageCollectionLeavesWhatTheOtherHasFoundUntilItDies() throws Exception {
    Descriptor old =
        TestContent.write(store.repository("localhost/a"), TestContent.LAYER, "old layer");
    Path blob = directory.resolve("blobs/sha256/" + old.digest().hex());
    Files.setLastModifiedTime(blob, FileTime.from(Instant.now().minus(Duration.ofDays(9))));
    Process other = StoreProcess.start("find", directory.toString(), "old layer");
    assertThat(ChildJvm.readLine(other)).isEqualTo("found: true");

    assertThat(tomorrow.collectGarbage().blobs()).isZero();
    assertThat(blob).exists();

    other.destroyForcibly().waitFor();
    store.repository("localhost/a").lease().close();
    assertThat(tomorrow.collectGarbage().blobs()).isEqualTo(1);
    assertThat(blob).doesNotExist();
  }

  @Test
  void whatAKilledPackLeftIsCleaned() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("folder"));
    Files.write(folder.resolve("a.bin"), new byte[100_000]);
    Files.write(folder.resolve("b.bin"), new byte[300_000]);
    Process killed = StoreProcess.start("pack", directory.toString(), folder.toString());
    assertThat(ChildJvm.readLine(killed)).isEqualTo("in the middle");
    killed.destroyForcibly().waitFor();
    // The lease and half a layer; and a whole layer.
    assertThat(directory.resolve("kitrail/ingest").toFile().list()).hasSize(2);
    assertThat(directory.resolve("blobs/sha256").toFile().list()).hasSize(1);

    store.repository("localhost/next").lease().close();
    assertThat(directory.resolve("kitrail/ingest")).isEmptyDirectory();
    // Kept for a while: the same pack, or pull, done again finds it.
    assertThat(directory.resolve("blobs/sha256").toFile().list()).hasSize(1);

    try (Lease next = tomorrow.repository("localhost/next").lease()) {
      assertThat(directory.resolve("blobs/sha256")).isEmptyDirectory();
      assertThat(directory.resolve("kitrail/unfinished")).doesNotExist();
    }
  }
}
