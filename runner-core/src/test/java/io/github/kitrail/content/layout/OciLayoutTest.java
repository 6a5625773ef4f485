package io.github.kitrail.content.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.GoldenContext;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.PendingBlob;
import io.github.kitrail.content.TestContent;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciLayoutTest {
  @TempDir Path directory;

  private OciLayout layout() throws KitrailException {
    return OciLayout.at(directory);
  }

  private JsonNode index() throws IOException {
    return new ObjectMapper().readTree(directory.resolve("index.json").toFile());
  }

  @Test
  void anEmptyFolderIsAnEmptyLayout() throws Exception {
    assertThat(layout().tags()).isEmpty();
    assertThat(layout().referrers(Digest.of(new byte[0]))).isEmpty();
    assertThat(catchThrowableOfType(KitrailException.class, () -> layout().resolve("v1")).code())
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void whatIsWrittenIsALayoutAndCanBeReadBack() throws Exception {
    Descriptor descriptor = TestContent.modelKit(layout(), "one", "two");
    layout().tag(descriptor, "v1");

    assertThat(directory.resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
    assertThat(layout().resolve("v1")).isEqualTo(descriptor);
    assertThat(layout().resolve(descriptor.digest().toString())).isEqualTo(descriptor);
    assertThat(layout().only()).isEqualTo(descriptor);
    assertThat(layout().tags()).containsExactly("v1");
    Manifest manifest = Manifest.parse(layout().read(descriptor));
    assertThat(layout().read(manifest.layers().get(1))).asString().isEqualTo("two");
    try (InputStream in = layout().open(manifest.layers().get(1), 1)) {
      assertThat(in.readAllBytes()).asString().isEqualTo("wo");
    }
    assertThat(layout().contains(descriptor)).isTrue();
    assertThat(layout().contains(manifest.config())).isTrue();
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("blobs", "index.json", "oci-layout");
  }

  @Test
  void kitsStoreIsALayoutToo() throws Exception {
    OciLayout sample = OciLayout.at(GoldenContext.sampleStore(directory));

    assertThat(Manifest.parse(sample.read(sample.only())).isModelKit()).isTrue();
  }

  @Test
  void aTagMovesAndWhoHadItStays() throws Exception {
    Descriptor first = TestContent.modelKit(layout(), "one");
    Descriptor second = TestContent.modelKit(layout(), "two");
    layout().tag(first, "v1");
    layout().tag(first, "old");
    layout().tag(second, "v1");

    assertThat(layout().resolve("v1")).isEqualTo(second);
    assertThat(layout().resolve("old")).isEqualTo(first);
    layout().tag(second, "old");
    assertThat(layout().resolve(first.digest().toString())).isEqualTo(first);
    assertThat(layout().tags()).containsExactly("old", "v1");
  }

  @Test
  void onlyWhatIsHereCanBeTagged() throws Exception {
    Descriptor elsewhere = Descriptor.of(MediaTypes.IMAGE_MANIFEST, new byte[1]);

    assertThatThrownBy(() -> layout().tag(elsewhere, "v1")).hasMessageContaining("to tag");
  }

  @Test
  void whatOthersWroteIntoTheIndexStays() throws Exception {
    TestContent.modelKit(layout(), "one");
    String digest = "sha256:" + "a".repeat(64);
    Files.writeString(
        directory.resolve("index.json"),
        """
        {"schemaVersion": 2, "annotations": {"mine": "yes"}, "manifests": [
          {"mediaType": "application/vnd.oci.image.manifest.v1+json", "size": 7,
           "digest": "%s", "platform": {"os": "linux", "architecture": "arm64"},
           "annotations": {"org.opencontainers.image.ref.name": "v1", "other": "x"}}]}
        """
            .formatted(digest));

    layout().tag(TestContent.modelKit(layout(), "two"), "v1");

    JsonNode entry = index().path("manifests").path(0);
    assertThat(entry.path("digest").asText()).isEqualTo(digest);
    assertThat(entry.path("platform").path("architecture").asText()).isEqualTo("arm64");
    assertThat(entry.path("annotations").path("other").asText()).isEqualTo("x");
    assertThat(entry.path("annotations").has(IndexDocument.REF_NAME)).isFalse();
    assertThat(index().path("annotations").path("mine").asText()).isEqualTo("yes");
  }

  @Test
  void evidenceIsFoundByItsSubject() throws Exception {
    Descriptor modelKit = TestContent.modelKit(layout(), "one");
    Descriptor evidence = TestContent.evidence(layout(), modelKit, "signature");
    Descriptor about = TestContent.evidence(layout(), evidence, "about the signature");

    Descriptor listed = layout().referrers(modelKit.digest()).get(0);
    assertThat(layout().referrers(modelKit.digest())).hasSize(1);
    assertThat(listed.digest()).isEqualTo(evidence.digest());
    assertThat(listed.artifactType()).isEqualTo(MediaTypes.SIGSTORE_BUNDLE);
    assertThat(listed.annotations()).containsEntry("kind", "test");
    assertThat(layout().referrers(evidence.digest()).get(0).digest()).isEqualTo(about.digest());
    assertThat(layout().only()).isEqualTo(modelKit);
  }

  @Test
  void withoutATagTheLayoutMustHaveOneManifest() throws Exception {
    assertThatThrownBy(() -> layout().only()).hasMessageContaining("no manifest");
    layout().tag(TestContent.modelKit(layout(), "one"), "v1");
    layout().tag(TestContent.modelKit(layout(), "two"), "v2");

    assertThatThrownBy(() -> layout().only()).hasMessageContaining("v1, v2");
  }

  @Test
  void anotherVersionOrADamagedIndexIsToldPlainly() throws Exception {
    Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"2.0.0\"}");
    assertThatThrownBy(this::layout).hasMessageContaining("2.0.0");
    Files.writeString(directory.resolve("oci-layout"), "no json");
    assertThatThrownBy(this::layout).hasMessageContaining("no JSON");

    Files.delete(directory.resolve("oci-layout"));
    Files.writeString(directory.resolve("index.json"), "{\"manifests\": 7}");
    assertThatThrownBy(() -> layout().resolve("v1")).hasMessageContaining("index.json is damaged");
  }

  @Test
  void aBlobOfAnotherSizeIsNotThere() throws Exception {
    Descriptor blob = TestContent.write(layout(), "text/plain", "whole");
    Files.writeString(directory.resolve("blobs/sha256/" + blob.digest().hex()), "cut");

    assertThat(layout().contains(blob)).isFalse();
    TestContent.write(layout(), "text/plain", "whole");
    assertThat(layout().contains(blob)).isTrue();
  }

  @Test
  void aStreamThatFailsLeavesNothing() throws Exception {
    TestContent.write(layout(), "text/plain", "first");
    PendingBlob failing =
        new PendingBlob() {
          @Override
          public String mediaType() {
            return "text/plain";
          }

          @Override
          public long size() {
            return -1;
          }

          @Override
          public InputStream open() {
            InputStream some = new ByteArrayInputStream("some".getBytes(StandardCharsets.UTF_8));
            InputStream none =
                new InputStream() {
                  @Override
                  public int read() throws IOException {
                    throw new IOException("gone");
                  }
                };
            return new java.io.SequenceInputStream(some, none);
          }
        };

    assertThatThrownBy(() -> layout().write(failing)).isInstanceOf(IOException.class);
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("blobs", "oci-layout");
    assertThat(directory.resolve("blobs/sha256").toFile().list()).hasSize(1);
  }
}
