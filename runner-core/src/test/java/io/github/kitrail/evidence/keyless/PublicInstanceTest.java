package io.github.kitrail.evidence.keyless;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.registry.RegistryOptions;
import io.github.kitrail.evidence.Samples;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a TUF repository of the test, on 127.0.0.1. */
class PublicInstanceTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Retry SOON =
      new Retry(2, Duration.ZERO, Duration.ZERO, RandomGenerator.getDefault(), pause -> {});

  @TempDir Path temp;
  private Path cache;
  private TufMirror mirror;
  private TufRepository repository;
  private byte[] root;
  private ServiceClient services;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void aRepository() throws Exception {
    cache = temp.resolve("cache");
    repository =
        new TufRepository(NOW)
            .target("trusted_root.json", Samples.bytes("samples/trusted_root.json"))
            .target("signing_config.v0.2.json", Samples.bytes("samples/signing_config.json"))
            .target("another.json", new byte[] {'{', '}'})
            .publish();
    root = repository.root();
    mirror = new TufMirror().serving(repository);
    services = new ServiceClient(RegistryOptions.builder().build().http(), SOON);
  }

  @AfterEach
  void end() {
    mirror.close();
    services.close();
  }

  /** What a command does: everything anew, but for what is kept in files. */
  private void use(Instant when) throws KitrailException {
    use(mirror.uri(), when);
  }

  private void use(URI from, Instant when) throws KitrailException {
    try (PublicInstance instance = at(from, when)) {
      assertThat(instance.trustedRoot().getCAs()).isNotEmpty();
      assertThat(SigningServices.of(instance.signingConfig()).rekor()).isNotNull();
    }
  }

  private PublicInstance at(URI from, Instant when) {
    return new PublicInstance(
        from, () -> new String(root, UTF_8), cache, services, () -> when, warnings::add);
  }

  private void refused(Instant when, ErrorCode code, String... words) {
    assertThatThrownBy(() -> use(when))
        .isInstanceOfSatisfying(KitrailException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(mirror.uri().toString())
        .hasMessageContaining("--trusted-root FILE")
        .hasMessageContainingAll(words);
    assertThat(warnings).isEmpty();
  }

  @Test
  void theSecondUseFetchesOnlyWhatMayHaveChanged() throws Exception {
    use(NOW);
    assertThat(mirror.asked())
        .contains("timestamp.json", "1.snapshot.json", "1.targets.json")
        .anyMatch(it -> it.matches("targets/[0-9a-f]{64}\\.trusted_root\\.json"))
        .noneMatch(it -> it.contains("another"));
    use(NOW.plusSeconds(3600));
    assertThat(mirror.asked()).containsExactly("2.root.json", "timestamp.json");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aNewVersionIsFetched() throws Exception {
    use(NOW);
    byte[] two = Samples.bytes("samples/trusted_root-two-CAs.json");
    mirror.serving(repository.target("trusted_root.json", two).publish());
    try (PublicInstance instance = at(mirror.uri(), NOW)) {
      assertThat(instance.trustedRoot().getCAs()).hasSize(2);
    }
  }

  /** A continuous integration system's network comes and goes. */
  @ParameterizedTest
  @ValueSource(ints = {200, 403, 404, 503})
  void whatWasFetchedIsGoodUntilItExpires(int status) throws Exception {
    use(NOW);
    mirror.answering(status);
    use(NOW.plus(Duration.ofDays(6)));
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains(mirror.uri().toString(), "it is good until 2026-12-04T12:00:00Z");
    warnings.clear();
    refused(
        NOW.plus(Duration.ofDays(8)),
        ErrorCode.TRANSFER_FAILED,
        "What was fetched earlier is out of date since 2026-12-04T12:00:00Z.");
  }

  @Test
  void aMirrorThatIsNotThereIsNoReasonToStopEither() throws Exception {
    use(NOW);
    URI gone = mirror.uri();
    mirror.close();
    use(gone, NOW);
    assertThat(warnings).hasSize(1);
    Files.delete(cache.resolve("public-instance.json"));
    warnings.clear();
    refused(NOW, ErrorCode.TRANSFER_FAILED, "--signing-config FILE");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403, 404, 503})
  void withoutAnythingKeptTheSentenceSaysWhatToDo(int status) {
    mirror.answering(status);
    refused(NOW, ErrorCode.TRANSFER_FAILED, "Could not get the public sigstore's trust from");
  }

  @Test
  void theKeysMayChangeWhenThoseBeforeVouchForIt() throws Exception {
    use(NOW);
    mirror.serving(repository.rotate().publish());
    use(NOW);
    use(NOW);
    cache = temp.resolve("another cache");
    use(NOW);
    assertThat(warnings).isEmpty();
  }

  @Test
  void keysThatNobodyVouchesForAreRefused() throws Exception {
    use(NOW);
    mirror.serving(repository.usurp().publish());
    refused(NOW, ErrorCode.NOT_TRUSTED, "not been signed by enough keys");
  }

  @Test
  void expiredMetadataIsRefused() {
    refused(NOW.plus(Duration.ofDays(8)), ErrorCode.NOT_TRUSTED, "expired");
  }

  /** A mirror that is frozen serves the version that is known already. */
  @Test
  void metadataThatExpiredSinceItWasFetchedIsRefused() throws Exception {
    use(NOW);
    refused(
        NOW.plus(Duration.ofDays(8)),
        ErrorCode.NOT_TRUSTED,
        "out of date since 2026-12-04T12:00:00Z");
  }

  @Test
  void anAlteredTargetIsRefused() {
    mirror.serving(repository.tamper(".trusted_root.json", "http", "hxxp"));
    refused(NOW, ErrorCode.NOT_TRUSTED, "hashes for trusted_root.json");
  }

  @Test
  void alteredMetadataIsRefused() {
    mirror.serving(repository.tamper("1.targets.json", "trusted_root", "Trusted_root"));
    refused(NOW, ErrorCode.NOT_TRUSTED, "not been signed by enough keys");
  }

  @Test
  void anOlderVersionIsRefused() throws Exception {
    Map<String, byte[]> old = Map.copyOf(repository.files);
    mirror.serving(repository.publish());
    use(NOW);
    mirror.serving(old);
    refused(NOW, ErrorCode.NOT_TRUSTED, "Expected version 2 or higher but found version 1");
  }

  @Test
  void whatIsRefusedIsNotKept() throws Exception {
    use(NOW);
    byte[] kept = Files.readAllBytes(cache.resolve("public-instance.json"));
    mirror.serving(repository.publish().tamper("2.snapshot.json", "targets", "tarGets"));
    refused(NOW, ErrorCode.NOT_TRUSTED, "not been signed by enough keys");
    assertThat(Files.readAllBytes(cache.resolve("public-instance.json"))).isEqualTo(kept);
    mirror.answering(503);
    use(NOW);
  }

  /** Fetched half-way, new and old metadata lie beside each other; that must not be kept. */
  @Test
  void aMirrorThatEndsHalfWayLeavesWhatWasKept() throws Exception {
    use(NOW);
    repository.publish();
    repository.files.remove("2.targets.json");
    mirror.serving(repository);
    use(NOW);
    assertThat(warnings).singleElement().asString().contains("targets.json");
  }

  @Test
  void aCacheThatCannotBeReadOrWrittenIsNoObstacle() throws Exception {
    use(NOW);
    for (String text : List.of("", "{", "{\"version\": 1, \"files\": {\"../x\": \"\"}}")) {
      Files.writeString(cache.resolve("public-instance.json"), text);
      use(NOW);
    }
    assertThat(temp.resolve("x")).doesNotExist();
    cache = Files.writeString(temp.resolve("file"), "").resolve("cache");
    use(NOW);
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    use(NOW);
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("public-instance.json", "lock");
    }
  }

  @Test
  void aConfigForClientsOfANewerLogIsTakenWhereTheFirstHasNone() throws Exception {
    String config = new String(Samples.bytes("samples/signing_config.json"), UTF_8);
    String old = config.replaceFirst("(rekorTlogUrls[^\\]]*majorApiVersion\"\\s*:\\s*)2", "$11");
    assertThat(old).isNotEqualTo(config);
    mirror.serving(
        repository
            .target("signing_config.v0.2.json", old.getBytes(UTF_8))
            .target("signing_config_rekor_v2.v0.2.json", config.getBytes(UTF_8))
            .publish());
    use(NOW);
    assertThat(mirror.asked()).anyMatch(it -> it.endsWith(".signing_config_rekor_v2.v0.2.json"));
  }
}
