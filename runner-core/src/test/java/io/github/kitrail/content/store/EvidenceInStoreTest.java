package io.github.kitrail.content.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.FolderContents;
import io.github.kitrail.content.TestContent;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Index;
import io.github.kitrail.modelkit.MediaTypes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is no ModelKit stays out of kit's files, which crash {@code kit list} otherwise. */
class EvidenceInStoreTest {
  @TempDir Path directory;
  private Store store;
  private StoreRepository repository;
  private Descriptor modelKit;

  @BeforeEach
  void setUp() throws Exception {
    store = Store.at(directory);
    repository = store.repository("localhost/a");
    modelKit = TestContent.modelKit(repository, "one");
    repository.tag(modelKit, "v1");
  }

  private Map<String, String> kitsFiles() throws Exception {
    Map<String, String> files = FolderContents.of(directory);
    files.keySet().removeIf(name -> name.startsWith("blobs") || name.startsWith("kitrail"));
    return files;
  }

  private String legacyTag(String suffix) {
    return "sha256-" + modelKit.digest().hex() + suffix;
  }

  @Test
  void evidenceIsListedByItsSubjectOnly() throws Exception {
    Map<String, String> before = kitsFiles();
    Descriptor evidence = TestContent.evidence(repository, modelKit, "signature");
    Descriptor about = TestContent.evidence(repository, evidence, "about it");

    assertThat(kitsFiles()).isEqualTo(before);
    assertThat(repository.referrers(modelKit.digest()))
        .singleElement()
        .satisfies(
            listed -> {
              assertThat(listed.digest()).isEqualTo(evidence.digest());
              assertThat(listed.artifactType()).isEqualTo(MediaTypes.SIGSTORE_BUNDLE);
              assertThat(listed.annotations()).containsEntry("kind", "test");
            });
    assertThat(repository.referrers(evidence.digest())).hasSize(1);
    assertThat(repository.resolve(about.digest().toString())).isEqualTo(about);
    assertThat(repository.contains(evidence)).isTrue();
    assertThat(repository.modelKits()).containsExactly(modelKit);
    assertThat(repository.tags()).containsExactly("v1");
  }

  @Test
  void evidenceBelongsToNoRepository() throws Exception {
    TestContent.evidence(repository, modelKit, "signature");
    TestContent.modelKit(store.repository("localhost/b"), "one");

    assertThat(store.repository("localhost/b").referrers(modelKit.digest())).hasSize(1);
    repository.removeTag("v1");
    assertThat(store.repository("localhost/b").referrers(modelKit.digest())).hasSize(1);
  }

  @Test
  void evidenceGoesWithItsModelKit() throws Exception {
    Descriptor evidence = TestContent.evidence(repository, modelKit, "signature");
    TestContent.evidence(repository, evidence, "about it");
    Descriptor other = TestContent.modelKit(repository, "two");
    TestContent.evidence(repository, other, "signature");

    repository.removeTag("v1");

    assertThat(repository.referrers(modelKit.digest())).isEmpty();
    assertThat(repository.referrers(evidence.digest())).isEmpty();
    assertThat(repository.referrers(other.digest())).hasSize(1);
    Descriptor kept = repository.referrers(other.digest()).get(0);
    assertThat(repository.read(kept)).isNotEmpty();
    assertThat(directory.resolve("kitrail/referrers").toFile().list()).hasSize(1);
  }

  @Test
  void evidenceCanBeRemovedAlone() throws Exception {
    Descriptor evidence = TestContent.evidence(repository, modelKit, "signature");

    repository.removeManifest(evidence);

    assertThat(repository.referrers(modelKit.digest())).isEmpty();
    assertThat(repository.resolve("v1")).isEqualTo(modelKit);
    assertThatThrownBy(() -> repository.resolve(evidence.digest().toString()))
        .isInstanceOf(KitrailException.class);
  }

  @Test
  void tagsOfOlderEvidenceAreOurs() throws Exception {
    Map<String, String> before = kitsFiles();
    Descriptor signature = TestContent.artifact(repository, "legacy signature");
    repository.tag(signature, legacyTag(".sig"));

    assertThat(kitsFiles()).isEqualTo(before);
    assertThat(repository.resolve(legacyTag(".sig"))).isEqualTo(signature);
    assertThat(repository.tags()).containsExactly(legacyTag(".sig"), "v1");
    assertThat(store.repositories()).containsExactly("localhost/a");

    repository.removeTag("v1");

    assertThatThrownBy(() -> repository.resolve(legacyTag(".sig")))
        .isInstanceOf(KitrailException.class);
    assertThat(directory.resolve("blobs/sha256")).isEmptyDirectory();
  }

  @Test
  void aTagMeansOneThingWhateverItsKind() throws Exception {
    Descriptor artifact = TestContent.artifact(repository, "artifact");
    repository.tag(artifact, "v1");
    assertThat(repository.resolve("v1")).isEqualTo(artifact);
    assertThat(repository.tags(modelKit)).isEmpty();

    repository.tag(modelKit, "v1");
    assertThat(repository.resolve("v1")).isEqualTo(modelKit);
    assertThat(repository.tags(artifact)).isEmpty();
  }

  @Test
  void anIndexIsNoModelKitEither() throws Exception {
    Map<String, String> before = kitsFiles();
    byte[] bytes = new Index(MediaTypes.IMAGE_INDEX, List.of(modelKit), Map.of()).toBytes();
    Descriptor index = Descriptor.of(MediaTypes.IMAGE_INDEX, bytes);
    repository.writeManifest(index, bytes);
    repository.tag(index, "multi");

    assertThat(kitsFiles()).isEqualTo(before);
    assertThat(repository.resolve("multi")).isEqualTo(index);
    repository.removeTag("v1");
    assertThat(repository.read(modelKit)).isNotEmpty();
    repository.removeTag("multi");
    assertThat(directory.resolve("blobs/sha256")).isEmptyDirectory();
  }
}
