package io.github.kitrail.content.registry;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.http.Http;
import io.github.kitrail.content.registry.http.HttpAnswer;
import io.github.kitrail.content.registry.http.HttpCall;
import io.github.kitrail.content.registry.http.Origin;
import io.github.kitrail.content.registry.http.RequestBody;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An upload that the registry has opened: feed it or not, close it with the digest. Each answer may
 * move it to another location, which is opaque: its query is part of it.
 */
final class UploadSession {
  // Registries hash, and copy within their storage, before they answer the last request.
  private static final Duration PATIENCE_AT_THE_END = Duration.ofMinutes(15);
  private static final Pattern RANGE = Pattern.compile("(?:bytes[ =])?0-([0-9]{1,18})");
  private static final int MAX_QUESTIONS = 50;
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);
  private static final Pattern NUMBER = Pattern.compile(".*/[0-9]{1,20}");
  private static final RequestBody NOTHING = RequestBody.of(new byte[0]);

  private final Endpoint endpoint;
  private final String what;
  private final long smallestChunk;
  private final boolean heldInMemory;
  private URI location;

  private UploadSession(
      Endpoint endpoint, String what, URI location, long smallestChunk, boolean heldInMemory) {
    this.smallestChunk = smallestChunk;
    this.heldInMemory = heldInMemory;
    this.endpoint = endpoint;
    this.what = what;
    this.location = location;
  }

  /**
   * @param what completes "Could not …"
   */
  static UploadSession begin(Endpoint endpoint, String what) throws KitrailException {
    URI uploads = endpoint.uri("blobs/uploads/");
    return endpoint.control(
        what,
        HttpCall.of("POST", uploads).with(NOTHING),
        endpoint.push(),
        answer -> {
          if (answer.status() / 100 != 2) {
            throw endpoint.refused(answer, what);
          }
          URI next = location(answer, endpoint.client().base());
          if (next == null) {
            throw new KitrailException(
                ErrorCode.TRANSFER_FAILED,
                "Could not "
                    + what
                    + ": "
                    + endpoint.client().host().name()
                    + " opened an upload, but did not say where (no Location).");
          }
          long chunk = answer.number("OCI-Chunk-Min-Length");
          return new UploadSession(
              endpoint, what, next, Math.max(0, chunk), isHeldInMemory(answer, next));
        });
  }

  static UploadSession at(Endpoint endpoint, String what, URI location) {
    return new UploadSession(endpoint, what, location, 0, false);
  }

  /**
   * Whether this is the registry of go-containerregistry (crane, ko): it calls uploads by a number
   * and says nothing else of them.
   */
  private static boolean isHeldInMemory(HttpAnswer answer, URI location) {
    return answer.header("Docker-Upload-UUID") == null
        && NUMBER.matcher(location.getPath()).matches();
  }

  /**
   * Whether the registry holds in memory what is streamed to it, one upload at a time; the body of
   * the last request goes to its disk.
   *
   * @see <a
   *     href="https://github.com/google/go-containerregistry/blob/v0.20.6/pkg/registry/blobs.go">blobs.go</a>
   */
  boolean isHeldInMemory() {
    return heldInMemory;
  }

  /** The smallest chunk that the registry takes, in bytes; 0 when it does not say. */
  long smallestChunk() {
    return smallestChunk;
  }

  /** Where it goes on, for somebody who comes later. */
  URI location() {
    return location;
  }

  /**
   * How much the registry has of it. After a cut it may still be taking in what was on its way, so
   * it is asked until it says the same twice.
   *
   * @return -1 when it does not say, or not plausibly
   */
  long reached() throws KitrailException {
    long last = -1;
    try {
      for (int asked = 0; asked < MAX_QUESTIONS; asked++) {
        long now = ask();
        if (now < 0 || now == last) {
          return now;
        }
        last = now;
        endpoint.client().options().retry().sleeper().sleep(BETWEEN_QUESTIONS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KitrailException(ErrorCode.CANCELLED, "Cancelled: could not " + what + ".", e);
    }
    return -1;
  }

  private long ask() throws KitrailException {
    return endpoint.control(
        what,
        HttpCall.of("GET", location),
        endpoint.push(),
        answer -> {
          if (answer.status() / 100 != 2) {
            return -1L;
          }
          // docker-registry's state is part of the location, and refused once bytes have come.
          URI next = location(answer, endpoint.client().base());
          location = next == null ? location : next;
          Matcher range = RANGE.matcher(String.valueOf(answer.header("Range")));
          if (!range.matches()) {
            return -1L;
          }
          long end = Long.parseLong(range.group(1));
          // "0-0" is one byte, or none: nobody can tell.
          return end == 0 ? 0 : end + 1;
        });
  }

  /** Where an answer says that the upload goes on; null when it does not say. */
  static @Nullable URI location(HttpAnswer answer, URI base) throws IOException {
    String location = answer.header("Location");
    if (location == null || location.isBlank()) {
      return null;
    }
    URI next = Http.resolve(answer.uri(), location);
    Origin told = Origin.of(next);
    Origin ours = Origin.of(base);
    // A registry behind a proxy that ends TLS may take itself for plain HTTP.
    boolean downgraded =
        ours.isEncrypted() && !told.isEncrypted() && told.host().equals(ours.host());
    return downgraded ? Http.onHost(base, next) : next;
  }

  /** Sends the whole content, in one stream, to be closed later. */
  void stream(RequestBody content) throws IOException, KitrailException, UploadRefused {
    // No Content-Range: with one it would be a chunk, which registries limit (GHCR: 4 MiB) or do
    // not know (Google).
    patch(HttpCall.of("PATCH", location), content);
  }

  /** Sends the next few bytes. */
  void chunk(RequestBody content, long offset) throws IOException, KitrailException, UploadRefused {
    String range = offset + "-" + (offset + content.length() - 1);
    patch(HttpCall.of("PATCH", location).with("Content-Range", range), content);
  }

  private void patch(HttpCall call, RequestBody content)
      throws IOException, KitrailException, UploadRefused {
    HttpCall patch =
        call.with("Content-Type", "application/octet-stream")
            .with(content)
            .patient(PATIENCE_AT_THE_END);
    try (HttpAnswer answer = endpoint.send(what, patch, endpoint.push())) {
      // ECR answers 201 where the specification says 202.
      if (answer.status() / 100 != 2) {
        throw refused(answer);
      }
      URI next = location(answer, endpoint.client().base());
      location = next == null ? location : next;
    }
  }

  /** Sends the whole content and closes the upload with its digest. */
  void put(Digest digest, RequestBody content) throws IOException, KitrailException, UploadRefused {
    try (HttpAnswer answer = endpoint.send(what, last(digest, content), endpoint.push())) {
      checkEnd(answer, digest);
    }
  }

  /** Closes the upload, all of whose content was sent. */
  void close(Digest digest) throws IOException, KitrailException {
    boolean whole =
        endpoint.control(
            what,
            last(digest, NOTHING),
            endpoint.push(),
            answer -> {
              try {
                checkEnd(answer, digest);
                return true;
              } catch (UploadRefused e) {
                // The answer to an earlier try may have been lost after it took effect.
                if (answer.status() == 404 && new Blobs(endpoint).contains(digest)) {
                  return true;
                }
                throw e.sentence();
              } catch (DamagedUpload e) {
                // To close it again would not help.
                return false;
              }
            });
    if (!whole) {
      throw damaged();
    }
  }

  private HttpCall last(Digest digest, RequestBody content) {
    String separator = location.getRawQuery() == null ? "?" : "&";
    URI target = URI.create(location + separator + "digest=sha256%3A" + digest.hex());
    return HttpCall.of("PUT", target)
        .with("Content-Type", "application/octet-stream")
        .with(content)
        .patient(PATIENCE_AT_THE_END);
  }

  /** crane's registry sends no Location with its last answer, and nobody needs it. */
  private void checkEnd(HttpAnswer answer, Digest digest)
      throws IOException, KitrailException, UploadRefused {
    if (answer.status() / 100 != 2) {
      throw refused(answer);
    }
    String stored = answer.header("Docker-Content-Digest");
    if (stored != null && Digest.isDigest(stored) && !stored.equals(digest.toString())) {
      throw damaged();
    }
  }

  private IOException refused(HttpAnswer answer)
      throws IOException, KitrailException, UploadRefused {
    ErrorDocument said = ErrorDocument.of(answer);
    if (said.codes().contains("DIGEST_INVALID")) {
      throw damaged();
    }
    try {
      return endpoint.client().errors().refused(answer, said, what);
    } catch (KitrailException e) {
      if (UploadRefused.STATUSES.contains(answer.status())) {
        throw new UploadRefused(e, answer.status());
      }
      throw e;
    }
  }

  private DamagedUpload damaged() {
    return new DamagedUpload(endpoint.client().host().name());
  }

  /** Tells the registry, if it listens, that nothing more will come. */
  void cancel() {
    try {
      endpoint.send(what, HttpCall.of("DELETE", location), endpoint.push()).close();
    } catch (IOException | KitrailException e) {
      // Registries clean up what is never closed; this only helps them.
    }
  }
}
