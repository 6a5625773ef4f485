package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DigestingInputStream;
import io.github.kitrail.content.registry.http.RequestBody;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * POST, then a PATCH for each few megabytes, PUT with the digest: for registries, or proxies before
 * them, that limit the size of a request. A chunk is held in memory and sent again on its own.
 *
 * @see <a
 *     href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-a-blob-in-chunks">pushing
 *     a blob in chunks</a>
 */
final class ChunkedUpload implements Upload {
  /** GHCR takes no larger ones. */
  private static final int USUAL = 4 * 1024 * 1024;

  /** Several move at a time, and each is in memory. */
  private static final int LARGEST = 16 * 1024 * 1024;

  private final Endpoint endpoint;

  ChunkedUpload(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Descriptor upload(Payload payload) throws IOException, KitrailException, UploadRefused {
    String what = "push " + payload.label() + " to " + endpoint.display();
    UploadSession session = UploadSession.begin(endpoint, what);
    try (DigestingInputStream in = new DigestingInputStream(payload.opener().open())) {
      send(in, session);
      Descriptor written = new Descriptor(payload.mediaType(), in.digest(), in.count());
      session.close(written.digest());
      return written;
    } catch (IOException | KitrailException | UploadRefused e) {
      session.cancel();
      throw e;
    }
  }

  private void send(InputStream in, UploadSession session)
      throws IOException, KitrailException, UploadRefused {
    byte[] chunk = new byte[(int) Math.min(LARGEST, Math.max(USUAL, session.smallestChunk()))];
    long offset = 0;
    for (int n = in.readNBytes(chunk, 0, chunk.length);
        n > 0;
        n = in.readNBytes(chunk, 0, chunk.length)) {
      send(n == chunk.length ? chunk : Arrays.copyOf(chunk, n), offset, session);
      offset += n;
    }
  }

  /** After a cut the registry may have it, none of it, or, against the rules, a part of it. */
  private void send(byte[] chunk, long offset, UploadSession session)
      throws IOException, KitrailException, UploadRefused {
    for (int tried = 1; ; tried++) {
      try {
        session.chunk(RequestBody.of(chunk), offset);
        return;
      } catch (IOException e) {
        long reached = session.reached();
        if (reached == offset + chunk.length) {
          return;
        }
        if (reached != offset || tried >= endpoint.client().options().retry().attempts()) {
          throw e;
        }
        endpoint.client().options().retry().pause(tried, e);
      }
    }
  }
}
