package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Place;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.registry.Registries;
import io.github.kitrail.content.registry.RegistryOptions;
import io.github.kitrail.content.registry.auth.Credentials;
import io.github.kitrail.evidence.Verification.Outcome;
import io.github.kitrail.evidence.key.SigningKey;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Quirk;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvidenceInRegistryTest {
  private static final Retry THRICE =
      new Retry(3, Duration.ZERO, Duration.ZERO, RandomGenerator.getDefault(), pause -> {});
  private static final String BLOBS = "/v2/.+/blobs/sha256:.+";

  private FixtureRegistry registry;
  private Registries registries;
  private Place place;
  private Descriptor modelKit;
  private SigningKey key;

  @BeforeEach
  void pushModelKit() throws Exception {
    registry = FixtureRegistry.start();
    RegistryOptions options = RegistryOptions.builder().plainHttp(true).retry(THRICE).build();
    registries = new Registries(options, Credentials.NONE);
    place = registries.repository(registry.host(), "acme/faq");
    BytesBlob config =
        BytesBlob.of(MediaTypes.KITFILE_CONFIG, "{}".getBytes(StandardCharsets.US_ASCII));
    byte[] manifest =
        new Manifest(null, null, config.descriptor(), List.of(), null, Map.of()).toBytes();
    modelKit = Descriptor.of(MediaTypes.IMAGE_MANIFEST, manifest);
    place.write(config);
    place.writeManifest(modelKit, manifest);
    key = Fixture.newKey();
  }

  @AfterEach
  void stop() {
    registries.close();
    registry.close();
  }

  @Test
  void isFoundThroughTheReferrersApi() throws Exception {
    attachTwo();

    assertThat(verify().verified()).hasSize(2);
    assertThat(place.tags()).isEmpty();
  }

  @Test
  void isFoundThroughTheTagWhereThereIsNoSuchApi() throws Exception {
    registry.switchOn(Quirk.NO_REFERRERS_API);
    attachTwo();

    assertThat(verify().verified()).hasSize(2);
    assertThat(place.tags()).containsExactly("sha256-" + modelKit.digest().hex());
  }

  @Test
  void isFoundOnEveryPage() throws Exception {
    registry.pageSize(1);
    attachTwo();

    assertThat(verify().verified()).hasSize(2);
  }

  @Test
  void isReadAgainWhenTheRegistryStumbles() throws Exception {
    attachTwo();
    registry.fail(FaultRule.on("GET", BLOBS).with(Fault.status(503)));
    registry.fail(FaultRule.on("GET", BLOBS).with(Fault.cutAnswerAfter(20)));

    assertThat(verify().verified()).hasSize(2);
  }

  @Test
  void aRegistryThatFailsIsNotTakenForOneWithoutEvidence() throws Exception {
    attachTwo();
    registry.fail(FaultRule.on("GET", BLOBS).always().with(Fault.status(503)));

    assertThatThrownBy(this::verify)
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TRANSFER_FAILED));
  }

  @Test
  void wrongBytesAreNotTrusted() throws Exception {
    attachTwo();
    registry.fail(FaultRule.on("GET", BLOBS).always().with(Fault.wrongBytes()));

    assertThat(verify().items()).extracting(Verification::outcome).containsOnly(Outcome.UNREADABLE);
  }

  @Test
  void aFailedAttachmentIsNotListed() throws Exception {
    registry.fail(FaultRule.on("PUT", "/v2/.+/manifests/.+").always().with(Fault.status(503)));

    assertThatThrownBy(this::attachTwo)
        .hasMessageStartingWith("Could not ")
        .isInstanceOf(KitrailException.class);
    registry.clearFaults();
    assertThat(verify().items()).isEmpty();
  }

  private void attachTwo() throws Exception {
    EvidenceWriter writer = new EvidenceWriter(THRICE, Fixture.CLOCK);
    Statement signature = Statement.signatureOf(modelKit.digest());
    writer.attach(place, modelKit, Fixture.bundle(key, signature));
    writer.attach(place, modelKit, Fixture.bundle(key, signature));
  }

  private VerificationReport verify() throws Exception {
    List<Evidence> found = new EvidenceReader(THRICE).read(place, modelKit.digest());
    return new Verifier(List.of(key.verificationKey()))
        .verify(place.name(), modelKit.digest(), found, PredicateType.SIGNATURE);
  }
}
