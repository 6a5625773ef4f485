package io.github.kitrail.evidence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.GoldenContext;
import io.github.kitrail.evidence.predicate.ResourceDescriptor;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileConfig;
import io.github.kitrail.modelkit.Manifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a statement lists, of a ModelKit that kit itself has packed. */
class EmbeddedSubjectsTest {
  private EmbeddedSubjects subjects;
  private byte[] manifestBytes;
  private byte[] configBytes;

  @BeforeEach
  void kitsSample() throws Exception {
    manifestBytes = GoldenContext.sample("none/manifest.json");
    configBytes = GoldenContext.sample("none/config.json");
    subjects = EmbeddedSubjects.of(KitfileConfig.parse(configBytes), Manifest.parse(manifestBytes));
  }

  private static ResourceDescriptor subject(String name, Digest digest) {
    return ResourceDescriptor.ofName(name, "sha256", digest.hex());
  }

  private List<ResourceDescriptor> copy() {
    return new ArrayList<>(subjects.list());
  }

  @Test
  void everyLayerInOrderThenConfigAndManifest() throws Exception {
    List<Digest> layers =
        Manifest.parse(manifestBytes).layers().stream().map(Descriptor::digest).toList();
    assertThat(subjects.list())
        .containsExactly(
            subject("model:model", layers.get(0)),
            subject("modelpart:part-a.bin", layers.get(1)),
            subject("code:code", layers.get(2)),
            subject("dataset:data", layers.get(3)),
            subject("docs:docs/README.md", layers.get(4)),
            subject("config", Digest.of(configBytes)),
            subject("manifest", Digest.of(manifestBytes)));
    assertThat(subjects.manifest()).isEqualTo(Digest.of(manifestBytes));
    assertThat(subjects.difference(copy())).isEmpty();
  }

  @Test
  void layersThatTheKitfileDoesNotNameAreListedAllTheSame() throws Exception {
    Manifest manifest = Manifest.parse(manifestBytes);
    Kitfile none =
        new Kitfile("1.0.0", Kitfile.Package.NONE, null, List.of(), List.of(), List.of());
    List<Descriptor> layers = new ArrayList<>(manifest.layers());
    layers.add(Descriptor.of("application/vnd.example.other", new byte[1]));
    Manifest more =
        new Manifest(null, null, manifest.config(), layers, null, manifest.annotations());
    assertThat(EmbeddedSubjects.of(none, more).list())
        .extracting(ResourceDescriptor::name)
        .containsExactly(
            "model:",
            "modelpart:",
            "code:",
            "dataset:",
            "docs:",
            "application/vnd.example.other:",
            "config",
            "manifest");
  }

  @Test
  void eachDifferenceHasItsSentence() {
    Digest other = Digest.of(new byte[] {1});

    List<ResourceDescriptor> fewer = copy();
    fewer.remove(3);
    assertDiffers(fewer, "does not list the layer dataset:data (sha256:", "was added");

    List<ResourceDescriptor> more = copy();
    more.add(5, subject("docs:more", other));
    assertDiffers(more, "lists the layer docs:more (sha256:" + other.hex(), "was taken out");

    List<ResourceDescriptor> swapped = copy();
    Collections.swap(swapped, 0, 2);
    assertDiffers(swapped, "in another order");

    List<ResourceDescriptor> changed = copy();
    changed.set(0, subject("model:model", other));
    assertDiffers(changed, "lists the layer model:model (sha256:" + other.hex(), "was changed");

    List<ResourceDescriptor> config = copy();
    config.set(5, subject("config", other));
    assertDiffers(config, "another config");

    List<ResourceDescriptor> manifest = copy();
    manifest.set(6, subject("manifest", other));
    assertDiffers(manifest, "another manifest");

    List<ResourceDescriptor> renamed = copy();
    renamed.set(0, subject("code:model", new Digest(copy().get(0).digest().get("sha256"))));
    assertDiffers(renamed, "another manifest");

    List<ResourceDescriptor> strange = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      strange.add(subject(copy().get(i).name() + "", Digest.of(new byte[] {9, (byte) i})));
    }
    strange.addAll(copy().subList(5, 7));
    assertDiffers(strange, "none of the ModelKit's layers");
  }

  @Test
  void otherStatementsAreNone() {
    List<ResourceDescriptor> wrongEnd = copy();
    Collections.swap(wrongEnd, 5, 6);
    assertDiffers(wrongEnd, "not made to be embedded");
    assertDiffers(copy().subList(6, 7), "not made to be embedded");
    assertDiffers(List.of(), "not made to be embedded");
    List<ResourceDescriptor> twice = copy();
    twice.addAll(copy());
    assertThat(subjects.difference(twice)).isPresent();
    List<ResourceDescriptor> otherAlgorithm = copy();
    otherAlgorithm.set(0, ResourceDescriptor.ofName("model:model", "sha512", "00"));
    assertThat(subjects.difference(otherAlgorithm)).isPresent();
  }

  @Test
  void oneLayerTwiceIsNotTheSameAsOnce() {
    List<ResourceDescriptor> doubled = copy();
    doubled.add(0, doubled.get(0));
    assertDiffers(doubled, "was taken out");
  }

  private void assertDiffers(List<ResourceDescriptor> listed, String... words) {
    Optional<String> sentence = subjects.difference(listed);
    assertThat(sentence).get().asString().contains(words).endsWith(".");
  }
}
