package io.github.kitrail.evidence;

import io.github.kitrail.content.Retry;
import io.github.kitrail.evidence.key.KeyAlgorithm;
import io.github.kitrail.evidence.key.NewKey;
import io.github.kitrail.evidence.key.SigningKey;
import io.github.kitrail.evidence.key.VerificationKey;
import io.github.kitrail.evidence.predicate.Predicate;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A place with one ModelKit, and keys to sign it with. */
final class Fixture {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T23:16:52.123Z"), ZoneOffset.UTC);
  static final Retry ONCE =
      new Retry(1, Duration.ZERO, Duration.ZERO, RandomGenerator.getDefault(), pause -> {});

  final MemoryPlace place = new MemoryPlace();
  final Descriptor modelKit;
  final SigningKey key;
  final EvidenceWriter writer = new EvidenceWriter(ONCE, CLOCK);

  Fixture() throws Exception {
    key = newKey();
    modelKit =
        place.put(
            new Manifest(
                null,
                null,
                Descriptor.of(MediaTypes.KITFILE_CONFIG, new byte[] {'{', '}'}),
                List.of(),
                null,
                Map.of()),
            new byte[] {'{', '}'});
  }

  static SigningKey newKey() throws Exception {
    return new NewKey(new SecureRandom()).generate(KeyAlgorithm.P256);
  }

  static Bundle bundle(SigningKey key, Statement statement) throws Exception {
    return new StatementSigner(new KeySigner(key)).signAndWait(statement);
  }

  Descriptor sign(SigningKey by) throws Exception {
    return attach(by, Statement.signatureOf(modelKit.digest()));
  }

  Descriptor attest(SigningKey by, String predicateType) throws Exception {
    return attach(
        by,
        Statement.about(
            modelKit.digest(),
            "acme/faq",
            new Predicate(predicateType, Predicate.signature().body())));
  }

  Descriptor attach(SigningKey by, Statement statement) throws Exception {
    return writer.attach(place, modelKit, bundle(by, statement));
  }

  List<Evidence> read() throws Exception {
    return new EvidenceReader(ONCE).read(place, modelKit.digest());
  }

  VerificationReport verify(VerificationKey... keys) throws Exception {
    return verify(PredicateType.SIGNATURE, keys);
  }

  VerificationReport verify(String predicateType, VerificationKey... keys) throws Exception {
    return new Verifier(List.of(keys))
        .verify(place.name(), modelKit.digest(), read(), predicateType);
  }

  /** An artifact with these layers that refers to the ModelKit. */
  Descriptor refer(String artifactType, Map<String, String> annotations, Layer... layers)
      throws Exception {
    return place.put(artifact(artifactType, modelKit, annotations, layers), bytes(layers));
  }

  /** A layer of an artifact. */
  record Layer(String mediaType, byte[] bytes, Map<String, String> annotations) {
    Descriptor descriptor() {
      Digest digest = Digest.of(bytes);
      return new Descriptor(mediaType, digest, bytes.length, null, annotations);
    }
  }

  static Manifest artifact(
      String artifactType, Descriptor subject, Map<String, String> annotations, Layer... layers) {
    return new Manifest(
        MediaTypes.IMAGE_MANIFEST,
        artifactType,
        Descriptor.of(MediaTypes.EMPTY, new byte[] {'{', '}'}),
        java.util.Arrays.stream(layers).map(Layer::descriptor).toList(),
        subject,
        annotations);
  }

  static byte[][] bytes(Layer... layers) {
    return java.util.Arrays.stream(layers).map(Layer::bytes).toArray(byte[][]::new);
  }
}
