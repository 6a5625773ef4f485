package io.github.kitrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Quirk;
import io.github.kitrail.fixture.RecordedRequest;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Index;
import io.github.kitrail.modelkit.MediaTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence that is there to wear out who reads it is refused by its size or number alone. */
class TooMuchEvidenceRunTest {
  private static final int REFERRERS = 10_000;
  private static final long LARGE = 100 << 20;
  private static final Digest LARGE_DIGEST = new Digest("1".repeat(64));
  private static final String TOO_MANY = " holds more than 1000 pieces of evidence about sha256:";

  @TempDir Path temp;
  private final FixtureRegistry registry = FixtureRegistry.start();
  private AttackedModelKit victim;
  private Refusals refusals;

  @BeforeEach
  void aModelKit() throws Exception {
    Path key =
        Files.writeString(
            temp.resolve("a.pub"), KeyForger.make().trusted().verificationKey().toPem());
    Path policy =
        Files.writeString(temp.resolve("policy.yaml"), "version: 1\nrequire: [signature]\n");
    refusals =
        new Refusals(CommandRun.in(temp.resolve("home")), List.of("--key", key.toString()), policy);
    victim = AttackedModelKit.in(registry, "team/m");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void whatIsSaidToBeLargeIsNotAskedFor() throws Exception {
    victim.answer(LARGE_DIGEST, LARGE);
    victim.refer(Map.of(), new Descriptor(MediaTypes.SIGSTORE_BUNDLE, LARGE_DIGEST, LARGE));

    assertThat(refusals.denied("verify", victim.reference()).err())
        .contains("It was not read: it has 104857600 bytes, where at most 16777216");

    assertThat(requests("/v2/team/m/blobs/" + LARGE_DIGEST)).isEmpty();
  }

  /** One answer, cut off: it is neither asked for again nor read over. */
  @Test
  void whatIsLargerThanItIsSaidToBeIsCutOff() throws Exception {
    victim.answer(LARGE_DIGEST, LARGE);
    victim.refer(Map.of(), new Descriptor(MediaTypes.SIGSTORE_BUNDLE, LARGE_DIGEST, 1000));

    assertThat(refusals.denied("verify", victim.reference()).err())
        .contains("it is longer than the 1000 bytes that were promised");

    assertThat(requests("/v2/team/m/blobs/" + LARGE_DIGEST)).hasSize(1);
  }

  @Test
  void tenThousandReferrersAreCountedNotRead() {
    for (int i = 0; i < REFERRERS; i++) {
      victim.refer(Map.of("number", String.valueOf(i)), bundle());
    }
    refusals.refuseToList(victim.reference(), TOO_MANY);

    assertThat(requests("/v2/team/m/referrers/" + victim.digest())).hasSize(3 * REFERRERS / 1000);
    assertThat(requests("/v2/team/m/manifests/sha256:.*"))
        .allMatch(it -> it.path().endsWith(victim.digest().toString()));
  }

  /** Where a registry has no such list, anybody may write the index that stands in for it. */
  @Test
  void tenThousandInTheIndexUnderTheTagAreCountedNotRead() {
    registry.switchOn(Quirk.NO_REFERRERS_API);
    index(REFERRERS, MediaTypes.SIGSTORE_BUNDLE);

    refusals.refuseToList(victim.reference(), TOO_MANY);

    assertThat(requests("/v2/team/m/manifests/sha256:.*"))
        .allMatch(it -> it.path().endsWith(victim.digest().toString()));
  }

  /** Whatever they are. */
  @Test
  void moreThanTenThousandOfAnyTypeAreRefused() {
    registry.switchOn(Quirk.NO_REFERRERS_API);
    index(REFERRERS + 1, "text/x");

    refusals.refuseToList(victim.reference(), ": there are more than 10000, which no honest use");
  }

  private void index(int entries, String type) {
    List<Descriptor> listed =
        IntStream.range(0, entries)
            .mapToObj(i -> Digest.of(String.valueOf(i).getBytes(UTF_8)))
            .map(digest -> new Descriptor(MediaTypes.IMAGE_MANIFEST, digest, 500, type, Map.of()))
            .toList();
    byte[] index = new Index(MediaTypes.IMAGE_INDEX, listed, Map.of()).toBytes();
    victim
        .repository()
        .tag(
            "sha256-" + victim.digest().hex(),
            victim.repository().putManifest(MediaTypes.IMAGE_INDEX, index));
  }

  private static Descriptor bundle() {
    return new Descriptor(MediaTypes.SIGSTORE_BUNDLE, LARGE_DIGEST, 1000);
  }

  private List<RecordedRequest> requests(String path) {
    return registry.requests().stream().filter(it -> it.path().matches(path)).toList();
  }
}
