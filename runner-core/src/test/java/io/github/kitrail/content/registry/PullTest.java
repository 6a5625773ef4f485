package io.github.kitrail.content.registry;

import static io.github.kitrail.content.registry.TestRegistries.TYPE;
import static io.github.kitrail.content.registry.TestRegistries.bytes;
import static io.github.kitrail.content.registry.TestRegistries.lines;
import static io.github.kitrail.content.registry.TestRegistries.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Quirk;
import io.github.kitrail.fixture.RecordedRequest;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PullTest {
  private static final byte[] CONTENT = bytes(300_000);
  private static final Descriptor BLOB = Descriptor.of(TYPE, CONTENT);

  private final FixtureRegistry registry = FixtureRegistry.start();
  private final Registries registries = new Registries(TestRegistries.options().build(), c -> null);
  private final FaultRule onGet = FaultRule.on("GET", ".*/blobs/.*");

  @BeforeEach
  void putBlob() {
    registry.repository("acme/faq").putBlob(CONTENT);
  }

  @AfterEach
  void close() {
    registries.close();
    registry.close();
  }

  private RegistryRepository repository() throws KitrailException {
    return TestRegistries.repository(registries, registry);
  }

  private byte[] pull(long offset) throws IOException, KitrailException {
    try (InputStream in = repository().open(BLOB, offset)) {
      return in.readAllBytes();
    }
  }

  @Test
  void blobComesWholeOrFromAnOffset() throws Exception {
    assertThat(pull(0)).isEqualTo(CONTENT);
    assertThat(pull(100_000)).isEqualTo(Arrays.copyOfRange(CONTENT, 100_000, 300_000));
    assertThat(registry.requests().get(1).headers()).containsEntry("range", "bytes=100000-");
    assertThat(pull(300_000)).isEmpty();
    assertThat(registry.requests()).hasSize(2);
  }

  @Test
  void serverWithoutRangesIsReadOver() throws Exception {
    registry.switchOn(Quirk.NO_RANGES);
    assertThat(pull(100_000)).isEqualTo(Arrays.copyOfRange(CONTENT, 100_000, 300_000));
  }

  @Test
  void anotherRangeThanAskedForIsNotUsed() throws Exception {
    registry.fail(onGet.with(Fault.withHeader("Content-Range", "bytes 0-299999/300000")));
    assertThat(pull(100_000)).isEqualTo(Arrays.copyOfRange(CONTENT, 100_000, 300_000));
    assertThat(lines(registry)).hasSize(2);
  }

  @Test
  void rangeThatCannotBeSatisfiedIsAskedForWhole() throws Exception {
    registry.fail(onGet.with(Fault.status(416)));
    assertThat(pull(299_999)).hasSize(1);
  }

  @Test
  void redirectToAnotherHostIsFollowedWithoutTheCredential() throws Exception {
    registry.switchOn(Quirk.REDIRECTED_BLOBS);
    assertThat(pull(5)).isEqualTo(Arrays.copyOfRange(CONTENT, 5, 300_000));
    RecordedRequest redirected = registry.requests().get(1);
    assertThat(redirected.host()).isEqualTo("other");
    assertThat(redirected.query()).isEqualTo("signature=a%2Fb");
    assertThat(redirected.headers()).containsEntry("range", "bytes=5-");
  }

  @Test
  void redirectsWithoutEndAreGivenUp() {
    registry.fail(
        FaultRule.on("GET", ".*")
            .always()
            .with(Fault.redirect("http://" + registry.host() + "/v2/again")));
    assertThatThrownBy(() -> pull(0))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("redirects too often");
    assertThat(registry.requests()).hasSize(6);
  }

  @Test
  void redirectToAFileIsNotFollowed() {
    registry.fail(onGet.with(Fault.redirect("file:///etc/passwd")));
    assertThatThrownBy(() -> pull(0)).isInstanceOf(KitrailException.class);
  }

  @Test
  void cutConnectionMayBeTriedAgain() {
    registry.fail(onGet.with(Fault.cutAnswerAfter(70_000)));
    assertThatThrownBy(() -> pull(0))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("was cut, after 70000 bytes");
  }

  @Test
  void stalledAnswerMayBeTriedAgain() throws Exception {
    registry
        .fail(onGet.with(Fault.stallAnswerAfter(70_000, Duration.ofSeconds(20))))
        .fail(onGet.with(Fault.stall(Duration.ofSeconds(20))));
    RegistryOptions impatient =
        TestRegistries.options().idleTimeout(Duration.ofMillis(400)).build();
    try (Registries hasty = new Registries(impatient, c -> null)) {
      RegistryRepository repository = TestRegistries.repository(hasty, registry);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> repository.open(BLOB, 0).readAllBytes())
            .isInstanceOf(TransientException.class)
            .hasMessageContaining("sent nothing for");
      }
    }
  }

  @Test
  void wrongBytesAreSeenByWhoReadsThem() throws Exception {
    Descriptor config = stored(registry, "acme/faq", "v1");
    registry.fail(FaultRule.on("GET", ".*").with(Fault.wrongBytes()));
    assertThatThrownBy(() -> repository().read(config))
        .hasMessageContaining("is not what it claims to be");
    assertThat(repository().read(config)).hasSize((int) config.size());
  }

  @Test
  void closingEarlyDoesNotReadTheRest() throws Exception {
    byte[] huge = bytes(20_000_000);
    registry.repository("acme/faq").putBlob(huge);
    registry.fail(onGet.with(Fault.stallAnswerAfter(100_000, Duration.ofSeconds(20))));
    InputStream in = repository().open(Descriptor.of(TYPE, huge), 0);
    assertThat(in.readNBytes(10)).hasSize(10);
    long start = System.nanoTime();
    in.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void oneConnectionServesOneThread() throws Exception {
    Descriptor v1 = stored(registry, "acme/faq", "v1");
    for (int i = 0; i < 3; i++) {
      repository().resolve("v1");
      repository().read(v1);
      repository().tags();
      repository().contains(Descriptor.of(TYPE, new byte[] {1}));
      assertThatThrownBy(() -> repository().open(Descriptor.of(TYPE, new byte[] {1}), 0))
          .isInstanceOf(KitrailException.class);
      pull(0);
    }
    assertThat(registry.connections()).isEqualTo(1);
  }

  @Test
  void missingBlobIsNotFound() throws Exception {
    Descriptor missing = Descriptor.of(TYPE, new byte[] {1});
    assertThat(repository().contains(missing)).isFalse();
    assertThat(repository().contains(BLOB)).isTrue();
    assertThatThrownBy(() -> repository().open(missing, 0))
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND);
              assertThat(e).hasMessageContaining("blob unknown to registry");
            });
  }

  @Test
  void manifestsAreResolvedByHeadAlone() throws Exception {
    Descriptor v1 = stored(registry, "acme/faq", "v1");
    assertThat(repository().resolve("v1")).isEqualTo(v1);
    assertThat(repository().resolve(v1.digest().toString())).isEqualTo(v1);
    assertThat(lines(registry)).containsExactly("HEAD v1", "HEAD " + v1.digest());
    assertThat(registry.requests().get(0).headers().get("accept"))
        .contains(MediaTypes.IMAGE_MANIFEST, MediaTypes.IMAGE_INDEX);
    assertThat(repository().contains(v1)).isTrue();
  }

  @Test
  void whatHeadDoesNotTellIsReadAndHashed() throws Exception {
    Descriptor v1 = stored(registry, "acme/faq", "v1");
    registry.switchOn(Quirk.NO_DIGEST_HEADER);
    assertThat(repository().resolve("v1")).isEqualTo(v1);
    registry.switchOff(Quirk.NO_DIGEST_HEADER).switchOn(Quirk.NO_HEAD_OF_MANIFESTS);
    assertThat(repository().resolve("v1")).isEqualTo(v1);
    assertThat(repository().contains(v1)).isTrue();
    assertThat(lines(registry).subList(0, 4))
        .containsExactly("HEAD v1", "GET v1", "HEAD v1", "GET v1");
  }

  @Test
  void typeIsFoundInTheDocumentWhenTheRegistryDoesNotKnowIt() throws Exception {
    Descriptor v1 = stored(registry, "acme/faq", "v1");
    registry.fail(
        FaultRule.on("*", ".*").always().with(Fault.withHeader("Content-Type", "text/plain")));
    assertThat(repository().resolve("v1")).isEqualTo(v1);
  }

  @Test
  void digestThatIsNotThatOfTheBytesIsRefused() {
    Descriptor v1 = stored(registry, "acme/faq", "v1");
    registry
        .switchOn(Quirk.NO_HEAD_OF_MANIFESTS)
        .fail(FaultRule.on("GET", ".*").always().with(Fault.wrongBytes()));
    for (String reference : new String[] {"v1", v1.digest().toString()}) {
      assertThatThrownBy(() -> repository().resolve(reference))
          .isInstanceOfSatisfying(
              KitrailException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH));
    }
  }

  @Test
  void headWithTheDigestOfSomethingElseIsRefused() {
    Descriptor v1 = stored(registry, "acme/faq", "v1");
    String other = Digest.of(new byte[] {1}).toString();
    registry.fail(
        FaultRule.on("HEAD", ".*").with(Fault.withHeader("Docker-Content-Digest", other)));
    assertThatThrownBy(() -> repository().resolve(v1.digest().toString()))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH));
  }

  @Test
  void manifestWithoutEndIsRefused() {
    byte[] huge = bytes(5 * 1024 * 1024);
    String digest = registry.repository("acme/faq").putManifest(MediaTypes.IMAGE_MANIFEST, huge);
    registry.repository("acme/faq").tag("huge", digest);
    registry.switchOn(Quirk.NO_HEAD_OF_MANIFESTS);
    assertThatThrownBy(() -> repository().resolve("huge"))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HOSTILE_CONTENT));
  }

  @Test
  void missingTagIsNotFound() {
    stored(registry, "acme/faq", "v1");
    assertThatThrownBy(() -> repository().resolve("v2"))
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND);
              assertThat(e)
                  .hasMessageContaining("Could not find " + registry.host() + "/acme/faq:v2")
                  .hasMessageContaining("kitrail login");
            });
  }

  @Test
  void whatIsNoTagIsBadInput() {
    for (String tag : new String[] {"../x", "", "a b", "-x", "a".repeat(129)}) {
      assertThatThrownBy(() -> repository().resolve(tag))
          .isInstanceOfSatisfying(
              KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT));
    }
    assertThat(registry.requests()).isEmpty();
  }
}
