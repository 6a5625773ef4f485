package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DigestingInputStream;
import io.github.kitrail.content.registry.http.RequestBody;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import java.io.InputStream;

/**
 * POST, then one PUT with content and digest. Where the digest is not known yet, the content is
 * read once for it; then the registry may turn out to have it already.
 */
final class WholeUpload implements Upload {
  private static final int BLOCK = 64 * 1024;

  private final Endpoint endpoint;

  WholeUpload(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Descriptor upload(Payload payload) throws IOException, KitrailException, UploadRefused {
    Descriptor known = payload.descriptor();
    if (known == null) {
      known = hash(payload);
      if (new Blobs(endpoint).contains(known.digest())) {
        return known;
      }
    }
    Payload content = payload.with(known);
    String what = "push " + content.label() + " to " + endpoint.display();
    UploadSession session = UploadSession.begin(endpoint, what);
    try {
      session.put(known.digest(), body(content));
      return known;
    } catch (KitrailException | UploadRefused e) {
      session.cancel();
      throw e;
    }
  }

  private static Descriptor hash(Payload payload) throws IOException, KitrailException {
    try (DigestingInputStream in = new DigestingInputStream(payload.opener().open())) {
      byte[] block = new byte[BLOCK];
      while (in.read(block, 0, block.length) >= 0) {
        // Reading is hashing.
      }
      return new Descriptor(payload.mediaType(), in.digest(), in.count());
    }
  }

  private static RequestBody body(Payload payload) {
    return new RequestBody() {
      @Override
      public long length() {
        return payload.size();
      }

      @Override
      public InputStream open() throws IOException, KitrailException {
        return payload.opener().open();
      }
    };
  }
}
