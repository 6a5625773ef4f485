package io.github.kitrail.content.registry;

import static io.github.kitrail.content.registry.TestRegistries.TYPE;
import static io.github.kitrail.content.registry.TestRegistries.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.fixture.Fault;
import io.github.kitrail.fixture.FaultRule;
import io.github.kitrail.fixture.FixtureRegistry;
import io.github.kitrail.fixture.Quirk;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RangesTest {
  private static final int SEGMENT = 100_000;
  private static final byte[] CONTENT = bytes(2_345_678);
  private static final Descriptor BLOB = Descriptor.of(TYPE, CONTENT);
  private static final RangeOptions SLOW_BELOW_ALL =
      new RangeOptions(200_000, Long.MAX_VALUE, SEGMENT, 4);

  private final FixtureRegistry registry = FixtureRegistry.start();
  private Registries registries = with(SLOW_BELOW_ALL);

  private static Registries with(RangeOptions ranges) {
    return new Registries(TestRegistries.options().ranges(ranges).build(), c -> null);
  }

  @BeforeEach
  void putBlob() {
    registry.repository("acme/faq").putBlob(CONTENT);
  }

  @AfterEach
  void close() {
    registries.close();
    registry.close();
  }

  private InputStream open(long offset) throws IOException, KitrailException {
    return TestRegistries.repository(registries, registry).open(BLOB, offset);
  }

  private byte[] pull(long offset) throws IOException, KitrailException {
    try (InputStream in = open(offset)) {
      return in.readAllBytes();
    }
  }

  private List<String> ranges() {
    return registry.requests().stream()
        .map(request -> request.headers().get("range"))
        .filter(Objects::nonNull)
        .toList();
  }

  @Test
  void aSlowConnectionIsReplacedBySeveral() throws Exception {
    assertThat(pull(0)).isEqualTo(CONTENT);
    assertThat(ranges()).hasSizeGreaterThan(15).allMatch(r -> r.matches("bytes=\\d+-\\d+"));
    assertThat(registry.connections()).isBetween(4, 6);
  }

  @Test
  void theyBeginWhereAnEarlierTryEnded() throws Exception {
    assertThat(pull(300_001)).isEqualTo(Arrays.copyOfRange(CONTENT, 300_001, CONTENT.length));
    assertThat(ranges().get(0)).isEqualTo("bytes=300001-");
    assertThat(ranges()).hasSizeGreaterThan(12);
  }

  @Test
  void severalSlowConnectionsAreFasterThanOne() throws Exception {
    registry.bandwidthPerConnection(4_000_000);
    long began = System.nanoTime();
    pull(0);
    long several = System.nanoTime() - began;
    registries.close();
    registries = with(RangeOptions.NEVER);
    began = System.nanoTime();
    pull(0);
    long one = System.nanoTime() - began;
    assertThat(several).isLessThan(one);
  }

  @Test
  void aFastConnectionIsLeftAlone() throws Exception {
    registries.close();
    registries = with(new RangeOptions(200_000, 1, SEGMENT, 4));
    assertThat(pull(0)).isEqualTo(CONTENT);
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void aShortBlobIsLeftAlone() throws Exception {
    assertThat(pull(CONTENT.length - 450_000)).hasSize(450_000);
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void aServerWithoutRangesIsAskedOnceAndCostsNothing() throws Exception {
    registry.switchOn(Quirk.NO_RANGES);
    assertThat(pull(0)).isEqualTo(CONTENT);
    assertThat(ranges()).hasSize(1);
    assertThat(pull(0)).isEqualTo(CONTENT);
    assertThat(ranges()).hasSize(1);
  }

  @Test
  void otherRangesThanAskedForAreNotUsed() throws Exception {
    Fault other = Fault.withHeader("Content-Range", "bytes 0-99999/2345678");
    registry.fail(FaultRule.on("GET", ".*/blobs/.*").skip(1).always().with(other));
    assertThat(pull(0)).isEqualTo(CONTENT);
  }

  @Test
  void aRangeThatFailsIsAFailureThatMayPass() throws Exception {
    try (InputStream in = open(0)) {
      in.readNBytes(700_000);
      registry.fail(FaultRule.on("GET", ".*/blobs/.*").with(Fault.status(503)));
      assertThatThrownBy(in::readAllBytes).isInstanceOf(TransientException.class);
    }
  }

  @Test
  void allBlobsTogetherHoldNoMoreThanTheyMay() throws Exception {
    try (InputStream first = open(0);
        InputStream second = open(0)) {
      first.readNBytes(500_000);
      second.readNBytes(500_000);
      assertThat(registry.connections()).isLessThanOrEqualTo(7);
      assertThat(second.readAllBytes()).hasSize(CONTENT.length - 500_000);
      assertThat(first.readAllBytes()).hasSize(CONTENT.length - 500_000);
    }
    registry.forgetRequests();
    pull(0);
    assertThat(ranges()).isNotEmpty();
  }

  @Test
  void aStreamThatIsClosedEarlyGivesItsShareBack() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (InputStream in = open(0)) {
        in.readNBytes(600_000);
      }
    }
    registry.forgetRequests();
    assertThat(pull(0)).isEqualTo(CONTENT);
    assertThat(ranges()).isNotEmpty();
  }
}
