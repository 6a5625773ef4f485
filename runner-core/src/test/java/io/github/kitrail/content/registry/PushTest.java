package io.github.kitrail.content.registry;

import static io.github.kitrail.content.registry.TestRegistries.TYPE;
import static io.github.kitrail.content.registry.TestRegistries.blob;
import static io.github.kitrail.content.registry.TestRegistries.bytes;
import static io.github.kitrail.content.registry.TestRegistries.lines;
import static io.github.kitrail.content.registry.TestRegistries.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.PendingBlob;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Quirk;
import io.github.kitrail.fixture.RecordedRequest;
import io.github.kitrail.fixture.Repository;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushTest {
  private static final byte[] SMALL = bytes(1000);
  private static final byte[] LARGE = bytes(3_000_000);

  private final FixtureRegistry registry = FixtureRegistry.start();
  private final Repository stored = registry.repository("acme/faq");
  private Registries registries = new Registries(TestRegistries.options().build(), c -> null);

  @AfterEach
  void close() {
    registries.close();
    registry.close();
  }

  private RegistryRepository repository() throws KitrailException {
    return TestRegistries.repository(registries, registry);
  }

  private void use(UploadMode mode) {
    registries.close();
    registries = new Registries(TestRegistries.options().upload(mode).build(), c -> null);
  }

  private byte[] pushed(byte[] content) {
    return stored.blob(Digest.of(content).toString());
  }

  @Test
  void knownBlobGoesInOnePut() throws Exception {
    repository().write(blob(LARGE));
    assertThat(pushed(LARGE)).isEqualTo(LARGE);
    assertThat(lines(registry)).containsExactly("POST uploads", "PUT uploads");
    RecordedRequest put = registry.requests().get(1);
    assertThat(put.headers()).containsEntry("content-length", "3000000");
    assertThat(put.headers()).containsEntry("expect", "100-continue");
  }

  @Test
  void pendingBlobIsStreamedWhileItIsComputed() throws Exception {
    Descriptor written = repository().write(pending(LARGE, LARGE.length));
    assertThat(written).isEqualTo(Descriptor.of(TYPE, LARGE));
    assertThat(pushed(LARGE)).isEqualTo(LARGE);
    assertThat(lines(registry)).containsExactly("POST uploads", "PATCH uploads", "PUT uploads");
    RecordedRequest patch = registry.requests().get(1);
    assertThat(patch.headers()).doesNotContainKey("content-range");
    assertThat(patch.bodyBytes()).isEqualTo(LARGE.length);
  }

  @Test
  void pendingBlobOfUnknownSizeIsStreamedInChunks() throws Exception {
    Descriptor written = repository().write(pending(LARGE, -1));
    assertThat(written.size()).isEqualTo(LARGE.length);
    assertThat(pushed(LARGE)).isEqualTo(LARGE);
    assertThat(registry.requests().get(1).headers()).containsEntry("transfer-encoding", "chunked");
  }

  @Test
  void smallPendingBlobGoesInOnePut() throws Exception {
    assertThat(repository().write(pending(SMALL, -1))).isEqualTo(Descriptor.of(TYPE, SMALL));
    assertThat(repository().write(pending(bytes(1001), 1001)).size()).isEqualTo(1001);
    assertThat(lines(registry))
        .containsExactly("POST uploads", "PUT uploads", "POST uploads", "PUT uploads");
    assertThat(pushed(SMALL)).isEqualTo(SMALL);
  }

  @Test
  void emptyBlobCanBePushed() throws Exception {
    repository().write(blob(new byte[0]));
    assertThat(pushed(new byte[0])).isEmpty();
  }

  @Test
  void digestFirstSkipsWhatIsThere() throws Exception {
    use(UploadMode.DIGEST_FIRST);
    stored.putBlob(LARGE);
    assertThat(repository().write(pending(LARGE, -1))).isEqualTo(Descriptor.of(TYPE, LARGE));
    assertThat(lines(registry)).containsExactly("HEAD " + Digest.of(LARGE));
  }

  @Test
  void digestFirstKnowsTheLengthBeforeItSends() throws Exception {
    use(UploadMode.DIGEST_FIRST);
    repository().write(pending(LARGE, -1));
    assertThat(lines(registry))
        .containsExactly("HEAD " + Digest.of(LARGE), "POST uploads", "PUT uploads");
    assertThat(registry.requests().get(2).headers()).containsEntry("content-length", "3000000");
    assertThat(pushed(LARGE)).isEqualTo(LARGE);
  }

  @Test
  void streamedCanBeForced() throws Exception {
    use(UploadMode.STREAMED);
    repository().write(blob(SMALL));
    assertThat(lines(registry)).containsExactly("POST uploads", "PATCH uploads", "PUT uploads");
    assertThat(pushed(SMALL)).isEqualTo(SMALL);
  }

  /** GHCR, ECR, Google, crane, registries behind proxies: all of them take both ways. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "CHUNKS_UP_TO_4_MIB",
        "CREATED_AFTER_CHUNK",
        "NO_CHUNKED_UPLOAD",
        "NO_LOCATION_AT_THE_END",
        "RELATIVE_LOCATIONS",
        "NO_EXPECT"
      })
  void quirksAreNoObstacle(Quirk quirk) throws Exception {
    byte[] large = bytes(5 * 1024 * 1024);
    registry.switchOn(quirk);
    repository().write(pending(large, large.length));
    repository().write(blob(LARGE));
    assertThat(pushed(large)).isEqualTo(large);
    assertThat(pushed(LARGE)).isEqualTo(LARGE);
  }

  @Test
  void patchThatIsRefusedFallsBackToDigestFirstOnceForAll() throws Exception {
    registry.switchOn(Quirk.NO_PATCH);
    repository().write(pending(LARGE, LARGE.length));
    assertThat(pushed(LARGE)).isEqualTo(LARGE);
    assertThat(stored.openUploads()).isZero();
    registry.forgetRequests();
    byte[] next = bytes(2_000_000);
    repository().write(pending(next, next.length));
    assertThat(pushed(next)).isEqualTo(next);
    assertThat(lines(registry)).doesNotContain("PATCH uploads");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 411, 416, 501})
  void everyWordForNoFallsBack(int status) throws Exception {
    registry.fail(FaultRule.on("PATCH", ".*").always().with(Fault.status(status)));
    repository().write(pending(LARGE, -1));
    assertThat(pushed(LARGE)).isEqualTo(LARGE);
  }

  @Test
  void proxyThatNeedsALengthGetsOne() throws Exception {
    registry.switchOn(Quirk.LENGTH_REQUIRED);
    repository().write(pending(LARGE, -1));
    assertThat(pushed(LARGE)).isEqualTo(LARGE);
  }

  @Test
  void putThatIsRefusedFallsBackToStreaming() throws Exception {
    registry.switchOn(Quirk.NO_BODY_ON_LAST_PUT);
    repository().write(blob(SMALL));
    assertThat(pushed(SMALL)).isEqualTo(SMALL);
    registry.forgetRequests();
    repository().write(blob(LARGE));
    assertThat(lines(registry)).containsExactly("POST uploads", "PATCH uploads", "PUT uploads");
  }

  @Test
  void forcedWayHasNoFallback() throws Exception {
    use(UploadMode.STREAMED);
    registry.switchOn(Quirk.NO_PATCH);
    assertThatThrownBy(() -> repository().write(pending(LARGE, LARGE.length)))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("PATCH is not supported");
    assertThat(stored.blob(Digest.of(LARGE).toString())).isNull();
  }

  @Test
  void whenBothWaysFailTheFirstReasonIsTold() {
    registry
        .switchOn(Quirk.NO_PATCH)
        .fail(FaultRule.on("PUT", ".*").always().with(Fault.status(400)));
    assertThatThrownBy(() -> repository().write(pending(LARGE, LARGE.length)))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("(405): PATCH is not supported");
  }

  @Test
  void tooLargeIsTriedInChunksAndThenSaidPlainly() {
    registry.fail(FaultRule.on("PUT", ".*").always().with(Fault.status(413)));
    assertThatThrownBy(() -> repository().write(blob(LARGE)))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("takes nothing this large (413)");
    assertThat(lines(registry)).containsOnlyOnce("PATCH uploads");
    // Asked first, nothing was sent.
    assertThat(registry.requests().get(1).bodyBytes()).isZero();
  }

  @Test
  void refusalInTheMiddleOfABodyIsSeen() {
    byte[] huge = bytes(30_000_000);
    registry.fail(FaultRule.on("PATCH", ".*").always().with(Fault.statusAfter(1_000_000, 413)));
    use(UploadMode.STREAMED);
    assertThatThrownBy(() -> repository().write(pending(huge, -1)))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("(413)");
  }

  @Test
  void afterACutOnlyTheRestIsSent() throws Exception {
    registry.fail(FaultRule.on("PATCH", ".*").with(Fault.cutRequestAfter(100_000)));
    repository().write(pending(LARGE, LARGE.length));
    assertThat(pushed(LARGE)).isEqualTo(LARGE);
    assertThat(lines(registry))
        .filteredOn(line -> line.startsWith("P"))
        .containsExactly("POST uploads", "PATCH uploads", "PATCH uploads", "PUT uploads");
    long sent = registry.requests().stream().mapToLong(RecordedRequest::bodyBytes).sum();
    assertThat(sent).isLessThan(LARGE.length + 1000);
  }

  @Test
  void serverErrorsOnABodyMayPass() {
    registry.fail(FaultRule.on("PUT", ".*").with(Fault.tooManyRequests("3")));
    assertThatThrownBy(() -> repository().write(blob(LARGE)))
        .isInstanceOfSatisfying(
            TransientException.class, e -> assertThat(e.retryAfter()).hasSeconds(3));
  }

  @Test
  void beginningAndClosingAreTriedAgainHere() throws Exception {
    registry
        .fail(FaultRule.on("POST", ".*").times(2).with(Fault.status(503)))
        .fail(FaultRule.on("PUT", ".*").times(2).with(Fault.status(502)));
    repository().write(pending(LARGE, LARGE.length));
    assertThat(pushed(LARGE)).isEqualTo(LARGE);
    assertThat(lines(registry)).containsOnlyOnce("PATCH uploads");
  }

  @Test
  void answerThatIsLostAfterTheUploadWasClosedDoesNotMatter() throws Exception {
    registry.fail(FaultRule.on("PUT", ".*").with(Fault.cutBeforeAnswer()));
    repository().write(pending(LARGE, LARGE.length));
    assertThat(pushed(LARGE)).isEqualTo(LARGE);
    assertThat(lines(registry)).containsOnlyOnce("PATCH uploads");
  }

  @Test
  void bytesDamagedOnTheWayMayBeTriedAgain() {
    registry.fail(
        FaultRule.on("PUT", ".*")
            .with(
                Fault.status(
                    400, "application/json", "{\"errors\":[{\"code\":\"DIGEST_INVALID\"}]}")));
    assertThatThrownBy(() -> repository().write(blob(SMALL)))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("received other bytes than were sent");
  }

  @Test
  void registryThatStoredSomethingElseIsNotBelieved() {
    String other = Digest.of(new byte[] {1}).toString();
    registry.fail(FaultRule.on("PUT", ".*").with(Fault.withHeader("Docker-Content-Digest", other)));
    assertThatThrownBy(() -> repository().write(blob(SMALL)))
        .isInstanceOf(TransientException.class);
  }

  @Test
  void contentThatIsShorterThanItSaidIsNeverClosed() {
    assertThatThrownBy(() -> repository().write(pending(LARGE, LARGE.length + 5)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("only 3000000 of the 3000005 bytes");
    assertThat(lines(registry)).doesNotContain("PUT uploads");
  }

  @Test
  void failureOfTheContentIsNotTheRegistrys() {
    PendingBlob broken =
        new PendingBlob() {
          @Override
          public String mediaType() {
            return TYPE;
          }

          @Override
          public long size() {
            return 5_000_000;
          }

          @Override
          public InputStream open() throws KitrailException {
            throw new KitrailException(
                ErrorCode.BAD_INPUT, "model.gguf changed while it was read.");
          }
        };
    assertThatThrownBy(() -> repository().write(broken))
        .isInstanceOf(KitrailException.class)
        .hasMessage("model.gguf changed while it was read.");
    assertThat(stored.openUploads()).isZero();
  }

  @Test
  void uploadWithoutALocationIsAnError() {
    registry.fail(FaultRule.on("POST", ".*").with(Fault.withoutHeader("Location")));
    assertThatThrownBy(() -> repository().write(blob(SMALL)))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("did not say where");
  }

  @Test
  void manyBlobsAtOnceShareTheConnections() throws Exception {
    RegistryRepository repository = repository();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      byte[] content = bytes(200_000 + i);
      Thread thread =
          new Thread(
              () -> {
                try {
                  repository.write(blob(content));
                } catch (IOException | KitrailException e) {
                  throw new IllegalStateException(e);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (int i = 0; i < 6; i++) {
      assertThat(pushed(bytes(200_000 + i))).hasSize(200_000 + i);
    }
  }
}
