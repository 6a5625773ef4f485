package io.github.kitrail.content.registry;

import static io.github.kitrail.content.registry.TestRegistries.lines;
import static io.github.kitrail.content.registry.TestRegistries.manifest;
import static io.github.kitrail.content.registry.TestRegistries.stored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Quirk;
import io.github.kitrail.fixture.Repository;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Index;
import io.github.kitrail.modelkit.MediaTypes;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Manifests, tags, referrers and mounts. */
class ManifestPushTest {
  private static final byte[] CONFIG = "{}".getBytes(UTF_8);
  private static final Descriptor CONFIG_DESCRIPTOR = Descriptor.of(MediaTypes.EMPTY, CONFIG);

  private final FixtureRegistry registry = FixtureRegistry.start();
  private final Repository stored = registry.repository("acme/faq");
  private final Registries registries = new Registries(TestRegistries.options().build(), c -> null);
  private final Descriptor subject = stored(registry, "acme/faq", "v1");

  ManifestPushTest() {
    stored.putBlob(CONFIG);
  }

  @AfterEach
  void close() {
    registries.close();
    registry.close();
  }

  private RegistryRepository repository() throws KitrailException {
    return TestRegistries.repository(registries, registry);
  }

  private Descriptor pushReferrer(String name) throws KitrailException {
    byte[] config = ("{\"name\":\"" + name + "\"}").getBytes(UTF_8);
    stored.putBlob(config);
    byte[] bytes = manifest(Descriptor.of(MediaTypes.EMPTY, config), subject);
    Descriptor descriptor = Descriptor.of(MediaTypes.IMAGE_MANIFEST, bytes);
    repository().writeManifest(descriptor, bytes);
    return descriptor;
  }

  private String indexTag() {
    return "sha256-" + subject.digest().hex();
  }

  @Test
  void manifestGoesByDigestAndTheTagOnItsOwn() throws Exception {
    byte[] bytes = manifest(CONFIG_DESCRIPTOR, null);
    Descriptor descriptor = Descriptor.of(MediaTypes.IMAGE_MANIFEST, bytes);
    repository().writeManifest(descriptor, bytes);
    assertThat(stored.manifest(descriptor.digest().toString())).isEqualTo(bytes);
    assertThat(stored.tags()).containsOnlyKeys("v1");
    repository().tag(descriptor, "v1");
    assertThat(stored.tags()).containsEntry("v1", descriptor.digest().toString());
    assertThat(repository().tags()).containsExactly("v1");
  }

  @Test
  void tagOfAManifestThatIsNotThereIsNotFound() {
    Descriptor missing = Descriptor.of(MediaTypes.IMAGE_MANIFEST, new byte[] {1});
    assertThatThrownBy(() -> repository().tag(missing, "v2"))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    assertThat(stored.tags()).containsOnlyKeys("v1");
  }

  @Test
  void manifestWithMissingBlobsIsRefusedWithTheRegistrysWords() {
    byte[] bytes = manifest(Descriptor.of(MediaTypes.EMPTY, new byte[] {7}), null);
    assertThatThrownBy(
            () ->
                repository().writeManifest(Descriptor.of(MediaTypes.IMAGE_MANIFEST, bytes), bytes))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("blob unknown");
  }

  @Test
  void tooLargeManifestIsSaidPlainly() {
    registry.maxManifestBytes(10);
    byte[] bytes = manifest(CONFIG_DESCRIPTOR, null);
    assertThatThrownBy(
            () ->
                repository().writeManifest(Descriptor.of(MediaTypes.IMAGE_MANIFEST, bytes), bytes))
        .hasMessageContaining("takes nothing this large (413): manifest exceeds the limit");
  }

  @Test
  void referrersComeFromTheApi() throws Exception {
    assertThat(repository().referrers(subject.digest())).isEmpty();
    Descriptor referrer = pushReferrer("one");
    assertThat(stored.tags()).doesNotContainKey(indexTag());
    Descriptor listed = repository().referrers(subject.digest()).get(0);
    assertThat(listed.digest()).isEqualTo(referrer.digest());
    assertThat(listed.artifactType()).isEqualTo("application/vnd.example+json");
    assertThat(listed.annotations()).containsEntry("made", "today");
  }

  @Test
  void referrersComeInPages() throws Exception {
    registry.pageSize(2);
    for (String name : List.of("a", "b", "c", "d", "e")) {
      pushReferrer(name);
    }
    assertThat(repository().referrers(subject.digest())).hasSize(5);
  }

  @Test
  void withoutTheApiReferrersAreKeptUnderATag() throws Exception {
    registry.switchOn(Quirk.NO_REFERRERS_API);
    assertThat(repository().referrers(subject.digest())).isEmpty();
    Descriptor one = pushReferrer("one");
    Descriptor two = pushReferrer("two");
    pushReferrer("one");
    assertThat(repository().referrers(subject.digest()))
        .extracting(Descriptor::digest)
        .containsExactly(one.digest(), two.digest());
    Descriptor listed = repository().referrers(subject.digest()).get(0);
    assertThat(listed.artifactType()).isEqualTo("application/vnd.example+json");
    assertThat(listed.annotations()).containsEntry("made", "today");
    assertThat(listed.size()).isEqualTo(one.size());
  }

  @Test
  void manifestWithoutSubjectTouchesNoIndex() throws Exception {
    registry.switchOn(Quirk.NO_REFERRERS_API);
    byte[] bytes = manifest(CONFIG_DESCRIPTOR, null);
    repository().writeManifest(Descriptor.of(MediaTypes.IMAGE_MANIFEST, bytes), bytes);
    assertThat(stored.tags()).containsOnlyKeys("v1");
  }

  @Test
  void whatOthersWroteIntoTheIndexIsKept() throws Exception {
    registry.switchOn(Quirk.NO_REFERRERS_API);
    String other =
        "{\"schemaVersion\":2,\"mediaType\":\""
            + MediaTypes.IMAGE_INDEX
            + "\",\"manifests\":["
            + "{\"mediaType\":\""
            + MediaTypes.IMAGE_MANIFEST
            + "\",\"digest\":\""
            + subject.digest()
            + "\",\"size\":1,\"platform\":{\"os\":\"linux\"}}],\"more\":true}";
    stored.tag(indexTag(), stored.putManifest(MediaTypes.IMAGE_INDEX, other.getBytes(UTF_8)));
    pushReferrer("one");
    JsonNode index = new ObjectMapper().readTree(stored.manifest(indexTag()));
    assertThat(index.path("manifests")).hasSize(2);
    assertThat(index.path("manifests").get(0).path("platform").path("os").asText())
        .isEqualTo("linux");
    assertThat(index.path("more").asBoolean()).isTrue();
  }

  @Test
  void entryThatAnotherWriterThrewOutIsAddedAgain() throws Exception {
    registry.switchOn(Quirk.NO_REFERRERS_API);
    String empty =
        "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.IMAGE_INDEX + "\",\"manifests\":[]}";
    registry.fail(
        FaultRule.on("PUT", ".*/manifests/sha256-.*")
            .with(
                Fault.afterwards(
                    () ->
                        stored.tag(
                            indexTag(),
                            stored.putManifest(MediaTypes.IMAGE_INDEX, empty.getBytes(UTF_8))))));
    Descriptor one = pushReferrer("one");
    assertThat(repository().referrers(subject.digest()))
        .extracting(Descriptor::digest)
        .containsExactly(one.digest());
  }

  @Test
  void indexThatChangesBeforeItIsReplacedIsReadAgain() throws Exception {
    registry.switchOn(Quirk.NO_REFERRERS_API);
    Descriptor first = pushReferrer("first");
    byte[] withFirst = stored.manifest(indexTag());
    stored.tag(
        indexTag(),
        stored.putManifest(
            MediaTypes.IMAGE_INDEX, "{\"schemaVersion\":2,\"manifests\":[]}".getBytes(UTF_8)));
    // Between our reading of the index and our writing of it, somebody else adds "first".
    registry.fail(
        FaultRule.on("GET", ".*/manifests/sha256-.*")
            .with(
                Fault.afterwards(
                    () ->
                        stored.tag(
                            indexTag(), stored.putManifest(MediaTypes.IMAGE_INDEX, withFirst)))));
    Descriptor second = pushReferrer("second");
    assertThat(repository().referrers(subject.digest()))
        .extracting(Descriptor::digest)
        .containsExactly(first.digest(), second.digest());
  }

  @Test
  void indexIsUpdatedByManyThreadsWithoutLoss() throws Exception {
    registry.switchOn(Quirk.NO_REFERRERS_API);
    CountDownLatch done = new CountDownLatch(5);
    for (int i = 0; i < 5; i++) {
      String name = "thread" + i;
      new Thread(
              () -> {
                try {
                  pushReferrer(name);
                } catch (KitrailException e) {
                  throw new IllegalStateException(e);
                } finally {
                  done.countDown();
                }
              })
          .start();
    }
    done.await();
    assertThat(repository().referrers(subject.digest())).hasSize(5);
  }

  @Test
  void tagThatIsNoIndexIsLeftAlone() {
    registry.switchOn(Quirk.NO_REFERRERS_API);
    stored.tag(indexTag(), subject.digest().toString());
    assertThatThrownBy(() -> pushReferrer("one"))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("is no index of referrers");
    assertThat(stored.tags()).containsEntry(indexTag(), subject.digest().toString());
  }

  @Test
  void indexesCanReferToo() throws Exception {
    registry.switchOn(Quirk.NO_REFERRERS_API);
    String index =
        "{\"schemaVersion\":2,\"mediaType\":\""
            + MediaTypes.IMAGE_INDEX
            + "\",\"manifests\":[],"
            + "\"artifactType\":\"a/b\",\"subject\":{\"mediaType\":\""
            + MediaTypes.IMAGE_MANIFEST
            + "\",\"digest\":\""
            + subject.digest()
            + "\",\"size\":"
            + subject.size()
            + "}}";
    byte[] bytes = index.getBytes(UTF_8);
    repository().writeManifest(Descriptor.of(MediaTypes.IMAGE_INDEX, bytes), bytes);
    assertThat(Index.parse(stored.manifest(indexTag())).manifests().get(0).artifactType())
        .isEqualTo("a/b");
  }

  @Test
  void tagsComeInPagesAndSorted() throws Exception {
    registry.pageSize(2);
    for (String tag : List.of("z", "b", "a", "c")) {
      stored.tag(tag, subject.digest().toString());
    }
    assertThat(repository().tags()).containsExactly("a", "b", "c", "v1", "z");
    assertThat(registries.repository(registry.host(), "acme/none").tags()).isEmpty();
  }

  @Test
  void nextPageIsOnTheSameHostWhateverItIsCalled() throws Exception {
    registry.pageSize(1);
    stored.tag("v2", subject.digest().toString());
    registry.fail(
        FaultRule.on("GET", ".*/tags/list")
            .with(
                Fault.withHeader(
                    "Link", "<http://internal.invalid/v2/acme/faq/tags/list?last=v1>; rel=next")));
    assertThat(repository().tags()).containsExactly("v1", "v2");
  }

  @Test
  void missingOrNullTagsAreNone() throws Exception {
    registry.fail(
        FaultRule.on("GET", ".*")
            .with(Fault.status(200, "application/json", "{\"name\":\"a\",\"tags\":null}")));
    assertThat(repository().tags()).isEmpty();
  }

  @Test
  void blobIsMountedFromAnotherRepository() throws Exception {
    RegistryRepository to = registries.repository(registry.host(), "acme/copy");
    assertThat(to.mount(CONFIG_DESCRIPTOR, repository())).isTrue();
    assertThat(registry.repository("acme/copy").blob(CONFIG_DESCRIPTOR.digest().toString()))
        .isEqualTo(CONFIG);
    assertThat(lines(registry)).containsExactly("POST uploads");
  }

  @Test
  void mountThatIsNotDoneLeavesNoUploadOpen() throws Exception {
    registry.switchOn(Quirk.NO_MOUNT);
    RegistryRepository to = registries.repository(registry.host(), "acme/copy");
    assertThat(to.mount(CONFIG_DESCRIPTOR, repository())).isFalse();
    assertThat(registry.repository("acme/copy").openUploads()).isZero();
    registry.fail(FaultRule.on("POST", ".*").with(Fault.status(405)));
    assertThat(to.mount(CONFIG_DESCRIPTOR, repository())).isFalse();
  }

  @Test
  void mountFromAnotherRegistryIsNotTried() throws Exception {
    try (FixtureRegistry other = FixtureRegistry.start()) {
      RegistryRepository from = registries.repository(other.host(), "acme/faq");
      assertThat(repository().mount(CONFIG_DESCRIPTOR, from)).isFalse();
      assertThat(registry.requests()).isEmpty();
    }
  }
}
