package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DigestingInputStream;
import io.github.kitrail.content.ReadAheadInputStream;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.content.registry.http.RequestBody;
import io.github.kitrail.modelkit.Descriptor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Content that is hashed from its beginning while a part of it, or all, is sent. */
final class HashedBody {
  private static final int BLOCK = 64 * 1024;

  private final Payload payload;
  private @Nullable Counted last;

  HashedBody(Payload payload) {
    this.payload = payload;
  }

  /** The rest from an offset on; each opening reads the content from its beginning. */
  RequestBody from(long offset) {
    return new RequestBody() {
      @Override
      public long length() {
        return payload.size() < 0 ? -1 : payload.size() - offset;
      }

      @Override
      public InputStream open() throws IOException, KitrailException {
        return HashedBody.this.open(offset);
      }
    };
  }

  private InputStream open(long offset) throws IOException, KitrailException {
    Counted opened = new Counted(new DigestingInputStream(payload.opener().open()));
    byte[] block = new byte[BLOCK];
    for (long left = offset; left > 0; ) {
      int n = opened.read(block, 0, (int) Math.min(block.length, left));
      if (n < 0) {
        opened.close();
        throw new TransientException("the content is shorter than what was sent of it", null);
      }
      left -= n;
    }
    last = opened;
    return ReadAheadInputStream.of(opened, payload.size());
  }

  /** What was sent; null when not all of it was. */
  @Nullable Descriptor descriptor(String mediaType) {
    Counted sent = last;
    return sent == null || !sent.ended
        ? null
        : new Descriptor(mediaType, sent.content.digest(), sent.content.count());
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
