package io.github.kitrail.content.registry;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.http.HttpAnswer;
import io.github.kitrail.content.registry.http.HttpCall;
import io.github.kitrail.content.registry.http.RequestBody;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Manifests of one repository. */
final class Manifests {
  static final String ACCEPT = String.join(", ", new TreeSet<>(MediaTypes.MANIFESTS));
  // HEAD that a server does not know, or that its proxy does not let pass.
  private static final Set<Integer> NO_HEAD = Set.of(405, 501);

  private final Endpoint endpoint;

  Manifests(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** A manifest with its bytes, whose digest was computed from them. */
  @SuppressWarnings("ArrayRecordComponent")
  record Fetched(Descriptor descriptor, byte[] bytes) {}

  /** What a tag or digest stands for; null when there is none. */
  @Nullable Descriptor find(String reference) throws KitrailException {
    String what = "find " + endpoint.reference(reference);
    HttpCall head = HttpCall.of("HEAD", endpoint.manifest(reference)).with("Accept", ACCEPT);
    Answered answered =
        endpoint.control(
            what,
            head,
            endpoint.pull(),
            answer -> {
              if (answer.status() == 200) {
                return new Answered(describe(answer, reference), false);
              }
              if (answer.status() == 404) {
                return new Answered(null, true);
              }
              if (NO_HEAD.contains(answer.status())) {
                return new Answered(null, false);
              }
              throw endpoint.refused(answer, what);
            });
    if (answered.descriptor() != null || answered.missing()) {
      return answered.descriptor();
    }
    Fetched fetched = fetch(reference);
    return fetched == null ? null : fetched.descriptor();
  }

  private record Answered(@Nullable Descriptor descriptor, boolean missing) {}

  Descriptor resolve(String reference) throws KitrailException {
    Descriptor found = find(reference);
    if (found == null) {
      throw notFound(reference);
    }
    return found;
  }

  private KitrailException notFound(String reference) {
    String host = endpoint.client().host().name();
    return new KitrailException(
        ErrorCode.NOT_FOUND,
        "Could not find "
            + endpoint.reference(reference)
            + ": "
            + host
            + " does not have it. Check the name; what is private may be hidden until you run"
            + " kitrail login "
            + host
            + ".");
  }

  /** The bytes, with what they are; null when there is none. */
  @Nullable Fetched fetch(String reference) throws KitrailException {
    String what = "read " + endpoint.reference(reference);
    HttpCall get = HttpCall.of("GET", endpoint.manifest(reference)).with("Accept", ACCEPT);
    Optional<Fetched> fetched =
        endpoint.control(
            what,
            get,
            endpoint.pull(),
            answer -> {
              if (answer.status() == 404) {
                return Optional.empty();
              }
              if (answer.status() != 200) {
                throw endpoint.refused(answer, what);
              }
              return Optional.of(verified(answer, reference));
            });
    return fetched.orElse(null);
  }

  private Fetched verified(HttpAnswer answer, String reference)
      throws IOException, KitrailException {
    byte[] bytes = answer.readUpTo(Manifest.MAX_BYTES);
    if (bytes.length > Manifest.MAX_BYTES) {
      throw new KitrailException(
          ErrorCode.HOSTILE_CONTENT,
          endpoint.reference(reference)
              + " is larger than the "
              + Manifest.MAX_BYTES
              + " bytes that a manifest may have.");
    }
    Digest digest = Digest.of(bytes);
    String claimed =
        Digest.isDigest(reference) ? reference : answer.header("Docker-Content-Digest");
    // Another algorithm's digest is not ours to check.
    if (claimed != null && Digest.isDigest(claimed) && !claimed.equals(digest.toString())) {
      throw mismatch(reference, claimed, digest.toString());
    }
    String type = DocumentType.of(answer.header("Content-Type"), bytes);
    return new Fetched(new Descriptor(type, digest, bytes.length), bytes);
  }

  /** From the headers alone; null when they do not tell all. */
  private @Nullable Descriptor describe(HttpAnswer answer, String reference)
      throws KitrailException {
    String digest = answer.header("Docker-Content-Digest");
    String type = DocumentType.known(answer.header("Content-Type"));
    long size = answer.number("Content-Length");
    if (digest == null || !Digest.isDigest(digest) || type == null || size <= 0) {
      return null;
    }
    if (Digest.isDigest(reference) && !reference.equals(digest)) {
      throw mismatch(reference, reference, digest);
    }
    return new Descriptor(type, Digest.parse(digest), size);
  }

  private KitrailException mismatch(String reference, String claimed, String actual) {
    return new KitrailException(
        ErrorCode.DIGEST_MISMATCH,
        "The registry's answer for "
            + endpoint.reference(reference)
            + " is not what it claims to be: it has the digest "
            + actual
            + ", not "
            + claimed
            + ". Nothing of it was used.");
  }

  /**
   * Stores a manifest under a tag or its digest.
   *
   * @return whether the registry says that it lists it with its subject's referrers
   */
  boolean put(String what, String reference, String mediaType, byte[] bytes)
      throws KitrailException {
    HttpCall put =
        HttpCall.of("PUT", endpoint.manifest(reference))
            .with("Content-Type", mediaType)
            .with(RequestBody.of(bytes));
    return endpoint.control(
        what,
        put,
        endpoint.push(),
        answer -> {
          if (answer.status() / 100 != 2) {
            throw endpoint.refused(answer, what);
          }
          return answer.header("OCI-Subject") != null;
        });
  }
}
