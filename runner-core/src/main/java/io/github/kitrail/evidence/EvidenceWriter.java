package io.github.kitrail.evidence;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Lease;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.Sink;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Attaches bundles to manifests: each becomes an artifact of its own that refers to its subject,
 * with the fields that cosign 3 gives it.
 */
public final class EvidenceWriter {
  static final String CONTENT_ANNOTATION = "dev.sigstore.bundle.content";
  static final String PREDICATE_TYPE_ANNOTATION = "dev.sigstore.bundle.predicateType";
  static final String CREATED_ANNOTATION = "org.opencontainers.image.created";

  private static final byte[] EMPTY_CONFIG = "{}".getBytes(StandardCharsets.US_ASCII);

  private final Retry retry;
  private final Clock clock;

  public EvidenceWriter(Retry retry, Clock clock) {
    this.retry = retry;
    this.clock = clock;
  }

  /**
   * Writes the bundle beside its subject, which must be there.
   *
   * @return the artifact's manifest
   * @throws KitrailException why the place did not take it
   * @throws IllegalArgumentException when the bundle is about something else
   */
  public Descriptor attach(Sink place, Descriptor subject, Bundle bundle) throws KitrailException {
    return write(place, subject, subject.digest(), bundle);
  }

  /**
   * The same for a bundle about one layer of its subject, and not about the subject itself.
   *
   * @param manifest the subject's, which has the layer
   * @throws IllegalArgumentException when the subject has no such layer, or the bundle is about
   *     something else
   */
  public Descriptor attach(
      Sink place, Descriptor subject, Manifest manifest, Descriptor layer, Bundle bundle)
      throws KitrailException {
    if (!manifest.layers().contains(layer)) {
      throw new IllegalArgumentException("the manifest has no layer " + layer.digest());
    }
    if (bundle.claimedSubjects().contains(subject.digest())) {
      throw new IllegalArgumentException("this bundle is about all of " + subject.digest());
    }
    return write(place, subject, layer.digest(), bundle);
  }

  private Descriptor write(Sink place, Descriptor subject, Digest about, Bundle bundle)
      throws KitrailException {
    Statement statement = Statement.parse(bundle.envelope().payload());
    if (!statement.isAbout(about)) {
      throw new IllegalArgumentException("this bundle is not about " + about);
    }
    requireReadable(bundle);
    BytesBlob document = BytesBlob.of(MediaTypes.SIGSTORE_BUNDLE, bundle.toBytes());
    BytesBlob config = BytesBlob.of(MediaTypes.EMPTY, EMPTY_CONFIG);
    byte[] manifest = manifest(subject, statement, config, document).toBytes();
    Descriptor written = Descriptor.of(MediaTypes.IMAGE_MANIFEST, manifest);
    String what = "attach evidence to " + subject.digest() + " in " + place.name();
    return retry.run(
        what,
        reason -> {},
        () -> {
          try (Lease lease = place.lease()) {
            writeUnlessThere(place, config);
            writeUnlessThere(place, document);
            place.writeManifest(written, manifest);
            return written;
          }
        });
  }

  /** What nobody would read again must not be attached. */
  private static void requireReadable(Bundle bundle) throws KitrailException {
    int size = bundle.toBytes().length;
    if (size > ArtifactReader.MAX_BYTES) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The evidence has "
              + size
              + " bytes, and more than "
              + ArtifactReader.MAX_BYTES
              + " are not read as evidence. Say less in it.");
    }
  }

  static void writeUnlessThere(Sink place, BytesBlob blob) throws IOException, KitrailException {
    if (!place.contains(blob.descriptor())) {
      place.write(blob);
    }
  }

  private Manifest manifest(
      Descriptor subject, Statement statement, BytesBlob config, BytesBlob document) {
    String created = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    return new Manifest(
        MediaTypes.IMAGE_MANIFEST,
        MediaTypes.SIGSTORE_BUNDLE,
        // cosign repeats the artifact type here, for registries that read nothing else.
        new Descriptor(
            MediaTypes.EMPTY,
            config.descriptor().digest(),
            config.descriptor().size(),
            MediaTypes.SIGSTORE_BUNDLE,
            Map.of()),
        List.of(document.descriptor()),
        new Descriptor(subject.mediaType(), subject.digest(), subject.size()),
        Map.of(
            CONTENT_ANNOTATION,
            "dsse-envelope",
            PREDICATE_TYPE_ANNOTATION,
            statement.predicateType(),
            CREATED_ANNOTATION,
            created));
  }
}
