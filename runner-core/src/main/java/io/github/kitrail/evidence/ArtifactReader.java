package io.github.kitrail.evidence;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Retry;
import io.github.kitrail.content.Source;
import io.github.kitrail.content.VerifyingInputStream;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Manifest;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the layers of artifacts as evidence, within limits. */
final class ArtifactReader {
  /** The layer type of a DSSE envelope without a bundle around it. */
  static final String ENVELOPE = "application/vnd.dsse.envelope.v1+json";

  /** A layer above this many bytes is not read; a large bill of materials has a few MiB. */
  static final long MAX_BYTES = 16L * 1024 * 1024;

  /** All layers together; they are in memory at once, and the command has 192 MiB. */
  static final long MAX_BYTES_IN_ALL = 32L * 1024 * 1024;

  /** What is wrong with the evidence itself; anything else is wrong with the place. */
  private static final Set<ErrorCode> BROKEN =
      Set.of(
          ErrorCode.BAD_INPUT,
          ErrorCode.DIGEST_MISMATCH,
          ErrorCode.HOSTILE_CONTENT,
          ErrorCode.NOT_FOUND);

  private final Source place;
  private final Retry retry;
  private long bytesRead;

  ArtifactReader(Source place, Retry retry) {
    this.place = place;
    this.retry = retry;
  }

  /** The evidence that this artifact carries; none when it is something else. */
  List<Evidence> read(Descriptor artifact) throws KitrailException {
    Manifest manifest;
    try {
      String what = "read " + artifact.digest() + " from " + place.name();
      manifest = Manifest.parse(retry.run(what, reason -> {}, () -> place.read(artifact)));
    } catch (KitrailException e) {
      return List.of(Evidence.broken(artifact, null, problem(e)));
    }
    Descriptor annotated = annotated(artifact, manifest);
    List<Evidence> found = new ArrayList<>();
    for (Descriptor layer : manifest.layers()) {
      if (found.size() > EvidenceReader.MAX_PIECES) {
        break;
      }
      if (isEvidence(layer.mediaType())) {
        found.add(read(annotated, layer));
      }
    }
    return found;
  }

  private static boolean isEvidence(String mediaType) {
    return Bundle.isMediaType(mediaType)
        || mediaType.equals(SimpleSigning.MEDIA_TYPE)
        || mediaType.equals(ENVELOPE);
  }

  /** With what the manifest says of itself; a tag or a fallback index does not tell. */
  private static Descriptor annotated(Descriptor artifact, Manifest manifest) {
    return new Descriptor(
        artifact.mediaType(),
        artifact.digest(),
        artifact.size(),
        manifest.artifactType(),
        manifest.annotations());
  }

  private Evidence read(Descriptor artifact, Descriptor layer) throws KitrailException {
    try {
      return Evidence.of(artifact, layer, content(layer, bytes(layer)));
    } catch (KitrailException e) {
      return Evidence.broken(artifact, layer, problem(e));
    }
  }

  private static SignedContent content(Descriptor layer, byte[] bytes) throws KitrailException {
    if (Bundle.isMediaType(layer.mediaType())) {
      return Bundle.parse(bytes);
    }
    if (layer.mediaType().equals(ENVELOPE)) {
      return DsseEnvelope.parse(bytes);
    }
    return SimpleSigning.of(
        bytes, layer.annotations().getOrDefault(SimpleSigning.SIGNATURE_ANNOTATION, ""));
  }

  private byte[] bytes(Descriptor layer) throws KitrailException {
    if (layer.size() > MAX_BYTES || layer.size() > MAX_BYTES_IN_ALL - bytesRead) {
      throw new KitrailException(
          ErrorCode.HOSTILE_CONTENT,
          "It was not read: it has "
              + layer.size()
              + " bytes, where at most "
              + MAX_BYTES
              + " for one piece and "
              + MAX_BYTES_IN_ALL
              + " for all are read.");
    }
    bytesRead += layer.size();
    String what = "read " + layer.digest() + " from " + place.name();
    return retry.run(
        what,
        reason -> {},
        () -> {
          try (InputStream in =
              new VerifyingInputStream(place.open(layer, 0), layer, place.name())) {
            return in.readAllBytes();
          }
        });
  }

  private static String problem(KitrailException e) throws KitrailException {
    if (BROKEN.contains(e.code())) {
      return e.getMessage();
    }
    throw e;
  }
}
