package io.github.kitrail.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Blob;
import io.github.kitrail.content.PendingBlob;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.Sink;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EvidenceWriterTest {
  /** Field by field what cosign 3.1.3 wrote about the same subject at the same second. */
  @Test
  void writesTheArtifactThatCosignWrites() throws Exception {
    MemoryPlace place = new MemoryPlace();
    Bundle bundle = Bundle.parse(Samples.bytes("samples/v3-0-bundle.json"));
    Manifest cosigns = Manifest.parse(Samples.bytes("samples/v3-0-manifest.json"));
    Descriptor subject =
        new Descriptor(
            cosigns.subject().mediaType(), cosigns.subject().digest(), cosigns.subject().size());

    Descriptor written =
        new EvidenceWriter(Fixture.ONCE, Fixture.CLOCK).attach(place, subject, bundle);
    Manifest ours = Manifest.parse(place.read(written));

    assertThat(ours.mediaType()).isEqualTo(cosigns.mediaType());
    assertThat(ours.artifactType()).isEqualTo(cosigns.artifactType());
    assertThat(ours.config()).isEqualTo(cosigns.config());
    assertThat(ours.subject()).isEqualTo(cosigns.subject());
    assertThat(ours.annotations()).isEqualTo(cosigns.annotations());
    assertThat(ours.layers()).hasSize(1);
    assertThat(ours.layers().get(0).mediaType()).isEqualTo(cosigns.layers().get(0).mediaType());
    assertThat(Bundle.parse(place.read(ours.layers().get(0))).toBytes())
        .isEqualTo(bundle.toBytes());
    assertThat(place.read(ours.config())).asString().isEqualTo("{}");
  }

  @Test
  void isListedAmongTheReferrers() throws Exception {
    Fixture fixture = new Fixture();

    Descriptor written = fixture.sign(fixture.key);

    assertThat(fixture.place.referrers(fixture.modelKit.digest()))
        .extracting(Descriptor::digest)
        .containsExactly(written.digest());
  }

  @Test
  void attachesToTheModelKitWhatIsAboutOneLayerOfIt() throws Exception {
    Fixture fixture = new Fixture();
    Descriptor layer = Descriptor.of("application/x", new byte[] {1});
    Descriptor stranger = Descriptor.of("application/x", new byte[] {2});
    Descriptor config = Descriptor.of(MediaTypes.KITFILE_CONFIG, new byte[] {'{', '}'});
    Manifest manifest = new Manifest(null, null, config, List.of(layer), null, Map.of());
    Descriptor modelKit = fixture.place.put(manifest, new byte[] {'{', '}'});
    Bundle ofLayer = Fixture.bundle(fixture.key, Statement.signatureOf(layer.digest()));
    Bundle ofWhole = Fixture.bundle(fixture.key, Statement.signatureOf(modelKit.digest()));
    Bundle ofStranger = Fixture.bundle(fixture.key, Statement.signatureOf(stranger.digest()));

    for (Bundle wrong : List.of(ofWhole, ofStranger)) {
      assertThatThrownBy(
              () -> fixture.writer.attach(fixture.place, modelKit, manifest, layer, wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(
            () -> fixture.writer.attach(fixture.place, modelKit, manifest, stranger, ofStranger))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fixture.writer.attach(fixture.place, modelKit, ofLayer))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(fixture.place.referrers(modelKit.digest())).isEmpty();

    Descriptor written = fixture.writer.attach(fixture.place, modelKit, manifest, layer, ofLayer);
    assertThat(fixture.place.referrers(modelKit.digest()))
        .extracting(Descriptor::digest)
        .containsExactly(written.digest());
  }

  @Test
  void attachesNothingToAnotherSubject() throws Exception {
    Fixture fixture = new Fixture();
    Bundle other = Fixture.bundle(fixture.key, Statement.signatureOf(new Digest("0".repeat(64))));

    assertThatThrownBy(() -> fixture.writer.attach(fixture.place, fixture.modelKit, other))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(fixture.place.referrers(fixture.modelKit.digest())).isEmpty();
  }

  @Test
  void triesAgainWhatMayPass() throws Exception {
    Fixture fixture = new Fixture();
    Bundle bundle = Fixture.bundle(fixture.key, Statement.signatureOf(fixture.modelKit.digest()));
    Retry twice =
        new Retry(2, Duration.ZERO, Duration.ZERO, RandomGenerator.getDefault(), pause -> {});
    Sink stumbling = new Stumbling(fixture.place);

    new EvidenceWriter(twice, Fixture.CLOCK).attach(stumbling, fixture.modelKit, bundle);

    assertThat(fixture.verify(fixture.key.verificationKey()).isVerified()).isTrue();
  }

  @Test
  void saysWhereItFailed() throws Exception {
    Fixture fixture = new Fixture();
    Bundle bundle = Fixture.bundle(fixture.key, Statement.signatureOf(fixture.modelKit.digest()));

    assertThatThrownBy(
            () -> fixture.writer.attach(new Stumbling(fixture.place), fixture.modelKit, bundle))
        .hasMessage(
            "Could not attach evidence to "
                + fixture.modelKit.digest()
                + " in memory: it stumbled.");
    assertThat(fixture.place.referrers(fixture.modelKit.digest())).isEmpty();
  }

  /** Fails the first manifest. */
  private static final class Stumbling implements Sink {
    private final MemoryPlace place;
    private boolean stumbled;

    Stumbling(MemoryPlace place) {
      this.place = place;
    }

    @Override
    public void writeManifest(Descriptor manifest, byte[] bytes)
        throws IOException, KitrailException {
      if (!stumbled) {
        stumbled = true;
        throw new TransientException("it stumbled", null);
      }
      place.writeManifest(manifest, bytes);
    }

    @Override
    public String name() {
      return place.name();
    }

    @Override
    public boolean contains(Descriptor content) {
      return place.contains(content);
    }

    @Override
    public void write(Blob blob) throws IOException, KitrailException {
      place.write(blob);
    }

    @Override
    public Descriptor write(PendingBlob blob) {
      return place.write(blob);
    }

    @Override
    public void tag(Descriptor manifest, String tag) {
      place.tag(manifest, tag);
    }
  }

  @Test
  void evidenceOfOneSecondDoesNotCollide() throws Exception {
    Fixture fixture = new Fixture();

    List<Descriptor> written = List.of(fixture.sign(fixture.key), fixture.sign(Fixture.newKey()));

    assertThat(written).doesNotHaveDuplicates();
    assertThat(fixture.read()).hasSize(2);
  }
}
