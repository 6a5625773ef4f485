package io.github.kitrail.content.registry;

import static io.github.kitrail.content.registry.TestRegistries.TYPE;
import static io.github.kitrail.content.registry.TestRegistries.blob;
import static io.github.kitrail.content.registry.TestRegistries.bytes;
import static io.github.kitrail.content.registry.TestRegistries.lines;
import static io.github.kitrail.content.registry.TestRegistries.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.content.Copier;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.TransferListener;
import io.github.kitrail.content.layout.OciLayout;
import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.RecordedRequest;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upload goes on where it was, also in the next process, wherever the registry lets it. */
class ResumedPushTest {
  private static final byte[] LARGE = bytes(9_000_000);
  private static final int CUT = 5_000_000;

  @TempDir Path temp;
  private final FixtureRegistry registry = FixtureRegistry.start();

  @AfterEach
  void close() {
    registry.close();
  }

  /** One process's work: nothing but the directory is shared with the next one. */
  private void push(Clock clock) throws Exception {
    RegistryOptions options =
        TestRegistries.options().clock(clock).transfers(temp.resolve("transfers")).build();
    try (Registries registries = new Registries(options, c -> null)) {
      TestRegistries.repository(registries, registry).write(blob(LARGE));
    }
  }

  private void push() throws Exception {
    push(Clock.systemUTC());
  }

  private void pushThatFails() {
    registry.fail(FaultRule.on("PATCH", ".*").with(Fault.cutRequestAfter(CUT)));
    registry.fail(FaultRule.on("PATCH", ".*").always().with(Fault.status(503)));
    assertThatThrownBy(this::push).isInstanceOf(IOException.class);
    registry.clearFaults();
  }

  private long sent() {
    return registry.requests().stream().mapToLong(RecordedRequest::bodyBytes).sum();
  }

  private List<Path> remembered() throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("transfers"))) {
      return files.toList();
    }
  }

  private void assertPushed() {
    assertThat(registry.repository("acme/faq").blob(Digest.of(LARGE).toString())).isEqualTo(LARGE);
  }

  @Test
  void theNextProcessSendsTheRest() throws Exception {
    pushThatFails();
    assertThat(remembered()).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(remembered().get(0))))
        .isEqualTo("rw-------");
    registry.forgetRequests();

    push();

    assertPushed();
    assertThat(sent()).isEqualTo(LARGE.length - CUT);
    assertThat(lines(registry)).doesNotContain("POST uploads");
    assertThat(remembered()).isEmpty();
  }

  /** As after a kill between the registry's answer to the commit and the end of the process. */
  @Test
  void aBlobThatIsThereNeedsNoMemoryOfItsUpload() throws Exception {
    pushThatFails();
    registry.repository("acme/faq").putBlob(LARGE);
    Path layout = temp.resolve("layout");
    OciLayout from = OciLayout.at(layout);
    from.write(blob(LARGE));
    byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
    from.write(blob(config));
    Manifest manifest =
        new Manifest(
            MediaTypes.IMAGE_MANIFEST,
            null,
            Descriptor.of(TYPE, config),
            List.of(Descriptor.of(TYPE, LARGE)),
            null,
            Map.of());
    Descriptor modelKit = Descriptor.of(MediaTypes.IMAGE_MANIFEST, manifest.toBytes());
    from.writeManifest(modelKit, manifest.toBytes());
    RegistryOptions options = TestRegistries.options().transfers(temp.resolve("transfers")).build();
    registry.forgetRequests();
    try (Registries registries = new Registries(options, c -> null)) {
      new Copier(Retry.standard(), TransferListener.NONE, 1)
          .copy(from, modelKit, TestRegistries.repository(registries, registry));
    }
    assertThat(sent()).isLessThan(CUT);
    assertThat(remembered()).isEmpty();
  }

  @Test
  void whatTheRegistryHasForgottenBeginsAnew() throws Exception {
    pushThatFails();
    registry.fail(FaultRule.on("GET", ".*/uploads/.*").always().with(Fault.status(404)));
    push();
    assertPushed();
    assertThat(remembered()).isEmpty();
  }

  @Test
  void aRangeThatCannotBeBeginsAnew() throws Exception {
    for (String range : List.of("0-9000000000", "nonsense", "5-9", "0-99999999999999999999")) {
      pushThatFails();
      registry.fail(
          FaultRule.on("GET", ".*/uploads/.*").always().with(Fault.withHeader("Range", range)));
      push();
      assertPushed();
      registry.clearFaults();
      assertThat(remembered()).isEmpty();
    }
  }

  @Test
  void aDamagedMemoryBeginsAnew() throws Exception {
    pushThatFails();
    for (String text : List.of("", "\0\0", "not an address at all", "http://127.0.0.1:1/x")) {
      Files.writeString(
          remembered().isEmpty() ? temp.resolve("transfers/none") : remembered().get(0), text);
      if (!text.startsWith("http")) {
        push();
        assertPushed();
        pushThatFails();
      }
    }
  }

  @Test
  void wrongBytesInTheMiddleBeginAnew() throws Exception {
    pushThatFails();
    registry.fail(
        FaultRule.on("PUT", ".*")
            .with(
                Fault.status(
                    400, "application/json", "{\"errors\":[{\"code\":\"DIGEST_INVALID\"}]}")));
    assertThatThrownBy(this::push).isInstanceOf(IOException.class);
    assertThat(remembered()).isEmpty();
    push();
    assertPushed();
  }

  @Test
  void afterADayItIsForgotten() throws Exception {
    pushThatFails();
    registry.forgetRequests();
    push(Clock.offset(Clock.systemUTC(), Duration.ofHours(25)));
    assertPushed();
    assertThat(sent()).isEqualTo(LARGE.length);
  }

  @Test
  void whoseBytesNobodyKnowsIsNotRemembered() throws Exception {
    RegistryOptions options = TestRegistries.options().transfers(temp.resolve("transfers")).build();
    try (Registries registries = new Registries(options, c -> null)) {
      registry.fail(FaultRule.on("PATCH", ".*").always().with(Fault.status(503)));
      assertThatThrownBy(
              () ->
                  TestRegistries.repository(registries, registry)
                      .write(pending(LARGE, LARGE.length)))
          .isInstanceOf(IOException.class);
    }
    assertThat(registry.repository("acme/faq").openUploads()).isZero();
  }

  @Test
  void ecrIsNeverAskedHowFarItGot() {
    assertThat(RegistryTraits.of("1234.dkr.ecr.eu-west-1.amazonaws.com").resumes()).isFalse();
    assertThat(RegistryTraits.of("ghcr.io").limits().maxUpload()).hasMinutes(10);
    assertThat(RegistryTraits.of("registry.example.com").resumes()).isTrue();
  }
}
