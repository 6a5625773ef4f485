package io.github.kitrail.content.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.GoldenContext;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.TestContent;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final String GOLDEN_MANIFEST =
      "sha256:cc05699214a349a161eb5f90fe7efc4cfde814ac1ed926ad5a611d4f3139c57d";

  @TempDir Path directory;

  private Store store() throws KitrailException {
    return Store.at(directory);
  }

  private StoreRepository repository(String name) throws KitrailException {
    return store().repository(name);
  }

  @Test
  void isWhereKitHasItOnEverySystem() throws Exception {
    assertThat(Store.defaultDirectory(Map.of("KITOPS_HOME", "/k", "HOME", "/h"), "Linux"))
        .isEqualTo(Path.of("/k/storage"));
    assertThat(Store.defaultDirectory(Map.of("KITOPS_HOME", "k"), "Linux"))
        .isEqualTo(Path.of("k/storage").toAbsolutePath());
    assertThat(Store.defaultDirectory(Map.of("HOME", "/h"), "Linux"))
        .isEqualTo(Path.of("/h/.local/share/kitops/storage"));
    assertThat(Store.defaultDirectory(Map.of("HOME", "/h", "XDG_DATA_HOME", "/x"), "Linux"))
        .isEqualTo(Path.of("/x/kitops/storage"));
    assertThat(Store.defaultDirectory(Map.of("HOME", "/h", "XDG_DATA_HOME", "/x"), "Mac OS X"))
        .isEqualTo(Path.of("/h/Library/Caches/kitops/storage"));
    assertThat(Store.defaultDirectory(Map.of("LOCALAPPDATA", "/l"), "Windows 11"))
        .isEqualTo(Path.of("/l/kitops/storage"));
    assertThatThrownBy(() -> Store.defaultDirectory(Map.of(), "Linux"))
        .hasMessageContainingAll("KITOPS_HOME", "HOME");
  }

  @Test
  void readsWhatKitHasPacked() throws Exception {
    GoldenContext.sampleStore(directory);
    StoreRepository golden = repository("localhost/golden");

    assertThat(store().repositories()).containsExactly("localhost/golden");
    assertThat(golden.tags()).containsExactly("none");
    assertThat(golden.displayName()).isEqualTo("golden");
    Descriptor descriptor = golden.resolve("none");
    assertThat(descriptor.digest()).hasToString(GOLDEN_MANIFEST);
    assertThat(golden.resolve(GOLDEN_MANIFEST)).isEqualTo(descriptor);
    assertThat(golden.modelKits()).containsExactly(descriptor);
    assertThat(golden.tags(descriptor)).containsExactly("none");
    assertThat(golden.contains(descriptor)).isTrue();
    assertThat(Manifest.parse(golden.read(descriptor)).layers()).hasSize(5);
  }

  @Test
  void readingChangesNothing() throws Exception {
    GoldenContext.sampleStore(directory);
    repository("localhost/golden").resolve("none");
    assertThatThrownBy(() -> repository("localhost/other").resolve("v1"));

    assertThat(directory.resolve("kitrail")).doesNotExist();
  }

  @Test
  void anUnknownNameIsNotFound() throws Exception {
    GoldenContext.sampleStore(directory);

    KitrailException notFound =
        catchThrowableOfType(
            KitrailException.class, () -> repository("localhost/golden").resolve("v9"));
    assertThat(notFound).hasMessageContaining("golden:v9");
    assertThat(notFound.code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThatThrownBy(() -> repository("ghcr.io/acme/x").resolve(GOLDEN_MANIFEST))
        .hasMessageContaining("ghcr.io/acme/x@" + GOLDEN_MANIFEST);
  }

  @Test
  void modelKitsAreInKitsFilesAsKitWritesThem() throws Exception {
    Descriptor one = TestContent.modelKit(repository("ghcr.io/acme/x"), "one");
    repository("ghcr.io/acme/x").tag(one, "v1");
    String entry =
        "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\""
            + one.digest()
            + "\",\"size\":"
            + one.size()
            + "}";

    assertThat(directory.resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
    assertThat(directory.resolve("index.json"))
        .hasContent(
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
                + "\"manifests\":["
                + entry
                + "]}");
    assertThat(directory.resolve("Z2hjci5pby9hY21lL3g=-index.json"))
        .hasContent("{\"schemaVersion\":2,\"manifests\":[" + entry + "]}");
    assertThat(directory.resolve("Z2hjci5pby9hY21lL3g=-tags.json"))
        .hasContent("{\"v1\":" + entry + "}");
  }

  @Test
  void writingAManifestAgainAddsNothing() throws Exception {
    TestContent.modelKit(repository("localhost/a"), "one");
    String before = Files.readString(directory.resolve("index.json"));
    TestContent.modelKit(repository("localhost/a"), "one");

    assertThat(directory.resolve("index.json")).hasContent(before);
  }

  @Test
  void aManifestWithoutItsBlobsIsRefused() throws Exception {
    StoreRepository repository = repository("localhost/a");
    Descriptor descriptor = TestContent.modelKit(repository, "one", "two");
    byte[] bytes = repository.read(descriptor);
    Descriptor layer = Manifest.parse(bytes).layers().get(1);
    Files.delete(directory.resolve("blobs/sha256/" + layer.digest().hex()));

    assertThatThrownBy(() -> repository("localhost/b").writeManifest(descriptor, bytes))
        .hasMessageContainingAll(layer.digest().toString(), "is not there");
    assertThat(store().repositories()).containsExactly("localhost/a");
  }

  @Test
  void aTagMovesInOneStep() throws Exception {
    StoreRepository repository = repository("localhost/a");
    Descriptor one = TestContent.modelKit(repository, "one");
    Descriptor two = TestContent.modelKit(repository, "two");
    repository.tag(one, "v1");
    repository.tag(two, "v1");

    assertThat(repository.resolve("v1")).isEqualTo(two);
    assertThat(repository.tags()).containsExactly("v1");
    assertThatThrownBy(() -> repository("localhost/b").tag(one, "v1"))
        .hasMessageContaining("to tag");
  }

  @Test
  void removingATagLeavesAManifestThatHasOthers() throws Exception {
    StoreRepository repository = repository("localhost/a");
    Descriptor one = TestContent.modelKit(repository, "one");
    repository.tag(one, "v1");
    repository.tag(one, "latest");

    Removal first = repository.removeTag("v1");
    assertThat(first.manifestRemoved()).isFalse();
    assertThat(repository.resolve("latest")).isEqualTo(one);

    Removal second = repository.removeTag("latest");
    assertThat(second.manifestRemoved()).isTrue();
    assertThat(second.garbage().blobs()).isEqualTo(3);
    assertThat(store().repositories()).isEmpty();
    assertThat(directory.resolve("blobs/sha256")).isEmptyDirectory();
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("blobs", "index.json", "kitrail", "oci-layout");
  }

  @Test
  void removingAManifestRemovesItsTags() throws Exception {
    StoreRepository repository = repository("localhost/a");
    Descriptor one = TestContent.modelKit(repository, "one");
    repository.tag(one, "v1");
    repository.tag(one, "v2");

    Removal removal = repository.removeManifest(one);

    assertThat(removal.tags()).containsExactly("v1", "v2");
    assertThat(repository.tags()).isEmpty();
    assertThatThrownBy(() -> repository.removeManifest(one)).hasMessageContaining("There is no");
  }

  @Test
  void whatAnotherRepositoryHasStays() throws Exception {
    Descriptor one = TestContent.modelKit(repository("localhost/a"), "one", "shared");
    TestContent.modelKit(repository("localhost/b"), "one", "shared");
    Descriptor other = TestContent.modelKit(repository("localhost/c"), "shared", "third");

    assertThat(repository("localhost/a").removeManifest(one).garbage().blobs()).isZero();
    assertThat(repository("localhost/b").resolve(one.digest().toString())).isEqualTo(one);
    assertThat(repository("localhost/b").removeManifest(one).garbage().blobs()).isEqualTo(3);
    Manifest third = Manifest.parse(repository("localhost/c").read(other));
    assertThat(repository("localhost/c").read(third.layers().get(0)))
        .asString()
        .isEqualTo("shared");
  }

  @Test
  void aDamagedIndexIsToldAndNothingIsDeleted() throws Exception {
    Descriptor one = TestContent.modelKit(repository("localhost/a"), "one");
    TestContent.modelKit(repository("localhost/b"), "two");
    Files.writeString(directory.resolve("bG9jYWxob3N0L2I=-index.json"), "{\"manif");

    assertThatThrownBy(() -> repository("localhost/a").removeManifest(one))
        .hasMessageContaining("bG9jYWxob3N0L2I=-index.json is damaged");
    assertThat(directory.resolve("blobs/sha256").toFile().list()).hasSize(6);
    Files.writeString(directory.resolve("bG9jYWxob3N0L2I=-tags.json"), "[1");
    assertThatThrownBy(() -> repository("localhost/b").resolve("v1"))
        .hasMessageContaining("bG9jYWxob3N0L2I=-tags.json is damaged");
  }
}
