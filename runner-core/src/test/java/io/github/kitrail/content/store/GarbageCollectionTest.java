package io.github.kitrail.content.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.GoldenContext;
import io.github.kitrail.content.Lease;
import io.github.kitrail.content.TestContent;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GarbageCollectionTest {
  @TempDir Path directory;
  private Store store;
  private Store tomorrow;
  private StoreRepository repository;

  @BeforeEach
  void setUp() throws Exception {
    store = Store.at(directory);
    Instant later = Instant.now().plus(Duration.ofDays(1));
    tomorrow = new Store(directory, Clock.fixed(later, ZoneOffset.UTC));
    repository = store.repository("localhost/a");
  }

  private Path blob(Descriptor descriptor) {
    return directory.resolve("blobs/sha256/" + descriptor.digest().hex());
  }

  @Test
  void nothingThatIsNeededIsDeleted() throws Exception {
    GoldenContext.sampleStore(directory);
    Descriptor modelKit = TestContent.modelKit(repository, "one");
    TestContent.evidence(repository, modelKit, "signature");
    repository.tag(TestContent.artifact(repository, "x"), "artifact");
    int before = directory.resolve("blobs/sha256").toFile().list().length;

    assertThat(tomorrow.collectGarbage()).isEqualTo(new Garbage(0, 0, null));
    assertThat(directory.resolve("blobs/sha256").toFile().list()).hasSize(before);
  }

  @Test
  void whatNothingLeadsToIsDeletedAfterAnHour() throws Exception {
    Descriptor orphan = TestContent.write(repository, "text/plain", "orphan");

    assertThat(store.collectGarbage().blobs()).isZero();
    assertThat(tomorrow.collectGarbage()).isEqualTo(new Garbage(1, 6, null));
    assertThat(blob(orphan)).doesNotExist();
  }

  @Test
  void whatOnlyKitsSharedIndexNamesStays() throws Exception {
    GoldenContext.sampleStore(directory);
    Files.delete(directory.resolve("bG9jYWxob3N0L2dvbGRlbg==-index.json"));
    Files.delete(directory.resolve("bG9jYWxob3N0L2dvbGRlbg==-tags.json"));

    assertThat(tomorrow.collectGarbage().blobs()).isZero();
  }

  @Test
  void whatOnlyARepositorysIndexNamesStays() throws Exception {
    GoldenContext.sampleStore(directory);
    Files.delete(directory.resolve("index.json"));

    assertThat(tomorrow.collectGarbage().blobs()).isZero();
  }

  @Test
  void filesThatAreNoBlobsStay() throws Exception {
    TestContent.write(repository, "text/plain", "orphan");
    Path strange = Files.writeString(directory.resolve("blobs/sha256/notes.txt"), "mine");
    Files.createDirectories(directory.resolve("blobs/sha512"));
    Path other = Files.writeString(directory.resolve("blobs/sha512/" + "a".repeat(64)), "other");

    tomorrow.collectGarbage();

    assertThat(strange).exists();
    assertThat(other).exists();
  }

  @Test
  void whatACopyUnderWayWritesOrFindsStays() throws Exception {
    Descriptor found = TestContent.write(repository, "text/plain", "found");
    Descriptor forgotten = TestContent.write(repository, "text/plain", "forgotten");
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(9)));
    Files.setLastModifiedTime(blob(found), longAgo);
    Files.setLastModifiedTime(blob(forgotten), longAgo);
    try (Lease lease = repository.lease()) {
      Descriptor written = TestContent.write(repository, "text/plain", "written");
      assertThat(repository.contains(found)).isTrue();

      assertThat(tomorrow.collectGarbage().blobs()).isEqualTo(1);

      assertThat(blob(written)).exists();
      assertThat(blob(found)).exists();
      assertThat(blob(forgotten)).doesNotExist();
    }
    assertThat(tomorrow.collectGarbage().blobs()).isEqualTo(2);
  }

  @Test
  void aRemovalLeavesToACopyUnderWayWhatItHasFound() throws Exception {
    Descriptor modelKit = TestContent.modelKit(repository, "one", "two");
    Manifest manifest = Manifest.parse(repository.read(modelKit));
    try (Lease lease = repository.lease()) {
      StoreRepository other = store.repository("localhost/b");
      for (Descriptor layer : manifest.layers()) {
        assertThat(other.contains(layer)).isTrue();
      }
      assertThat(other.contains(manifest.config())).isTrue();

      repository.removeManifest(modelKit);

      other.writeManifest(modelKit, manifest.toBytes());
      assertThat(other.read(manifest.layers().get(1))).asString().isEqualTo("two");
    }
  }

  @Test
  void aDamagedManifestStopsItButCanBeRemoved() throws Exception {
    Descriptor damaged = TestContent.modelKit(repository, "one");
    Descriptor other = TestContent.modelKit(repository, "two");
    TestContent.write(repository, "text/plain", "orphan");
    byte[] bytes = Files.readAllBytes(blob(damaged));
    bytes[40] ^= 1;
    Files.write(blob(damaged), bytes);

    assertThat(tomorrow.collectGarbage().refused())
        .contains(damaged.digest().toString(), "damaged");
    assertThat(directory.resolve("blobs/sha256").toFile().list()).hasSize(7);

    tomorrow.repository("localhost/a").removeManifest(damaged);
    assertThat(directory.resolve("blobs/sha256").toFile().list()).hasSize(3);
    assertThat(repository.read(other)).isNotEmpty();
  }

  @Test
  void aManifestThatAnotherListsAmongItsLayersIsStillFollowed() throws Exception {
    Descriptor victim = TestContent.modelKit(store.repository("localhost/victim"), "precious");
    Descriptor config = TestContent.write(repository, MediaTypes.KITFILE_CONFIG, "{}");
    Descriptor asLayer = new Descriptor(TestContent.LAYER, victim.digest(), victim.size());
    Manifest hostile = new Manifest(null, null, config, List.of(asLayer), null, Map.of());
    repository.writeManifest(
        Descriptor.of(MediaTypes.IMAGE_MANIFEST, hostile.toBytes()), hostile.toBytes());

    assertThat(tomorrow.collectGarbage().blobs()).isZero();
    assertThat(blob(new Descriptor("x", Digest.of("precious".getBytes()), 8))).exists();
  }

  @Test
  void evidenceOfWhatKitHasRemovedIsDeleted() throws Exception {
    Descriptor modelKit = TestContent.modelKit(repository, "one");
    TestContent.evidence(repository, modelKit, "signature");
    repository.tag(
        TestContent.artifact(repository, "legacy"), "sha256-" + modelKit.digest().hex() + ".sig");
    for (String file : List.of("index.json", "bG9jYWxob3N0L2E=-index.json")) {
      Files.delete(directory.resolve(file));
    }
    Files.delete(blob(modelKit));

    assertThat(store.collectGarbage().blobs()).isZero();
    tomorrow.collectGarbage();

    assertThat(directory.resolve("blobs/sha256")).isEmptyDirectory();
    assertThat(directory.resolve("kitrail/referrers")).isEmptyDirectory();
    assertThat(directory.resolve("kitrail/artifacts")).isEmptyDirectory();
  }
}
