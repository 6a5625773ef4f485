package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DigestingInputStream;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.content.registry.http.RequestBody;
import io.github.kitrail.modelkit.Descriptor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * POST, one PATCH while the content is computed, PUT with the digest that came out: the content is
 * read once and kept nowhere.
 */
final class StreamedUpload implements Upload {
  private final Endpoint endpoint;

  StreamedUpload(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Descriptor upload(Payload payload) throws IOException, KitrailException, UploadRefused {
    String what = "push " + payload.label() + " to " + endpoint.display();
    UploadSession session = UploadSession.begin(endpoint, what);
    Hashed body = new Hashed(payload);
    try {
      session.stream(body);
      Descriptor written = body.descriptor(payload.mediaType());
      if (written == null) {
        throw new TransientException(
            endpoint.client().host().name() + " answered before it had everything", null);
      }
      session.close(written.digest());
      return written;
    } catch (KitrailException | UploadRefused e) {
      session.cancel();
      throw e;
    }
  }

  /** The content, hashed while it is sent; each try starts anew. */
  private static final class Hashed implements RequestBody {
    private final Payload payload;
    private @Nullable Counted last;

    Hashed(Payload payload) {
      this.payload = payload;
    }

    @Override
    public long length() {
      return payload.size();
    }

    @Override
    public InputStream open() throws IOException, KitrailException {
      Counted opened = new Counted(new DigestingInputStream(payload.opener().open()));
      last = opened;
      return opened;
    }

    /** What was sent; null when not all of it was. */
    @Nullable Descriptor descriptor(String mediaType) {
      Counted sent = last;
      return sent == null || !sent.ended
          ? null
          : new Descriptor(mediaType, sent.content.digest(), sent.content.count());
    }
  }

  private static final class Counted extends FilterInputStream {
    private final DigestingInputStream content;
    private boolean ended;

    Counted(DigestingInputStream content) {
      super(content);
      this.content = content;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      ended = n < 0;
      return n;
    }
  }
}
