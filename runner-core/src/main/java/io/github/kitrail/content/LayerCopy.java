package io.github.kitrail.content;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Brings a folder's layer into a sink. One that has not changed since it was last read has its
 * digest before: it need not be read when it is there; where it turns out to be another one, it is
 * read as one of which nothing is known.
 */
final class LayerCopy {
  private final BlobCopy transfer;
  private final PendingLayer layer;
  private final String label;

  LayerCopy(BlobCopy transfer, PendingLayer layer, String label) {
    this.transfer = transfer;
    this.layer = layer;
    this.label = label;
  }

  Descriptor write() throws KitrailException {
    Descriptor known = layer.known();
    if (known != null) {
      try {
        return transfer.write(new Known(known, layer), label);
      } catch (KitrailException e) {
        if (e.code() != ErrorCode.DIGEST_MISMATCH) {
          throw e;
        }
        layer.forget();
      }
    }
    Descriptor written = transfer.write(layer, label);
    layer.remember(written);
    return written;
  }

  private record Known(Descriptor descriptor, PendingLayer layer) implements Blob {
    /** The one it had before its digest was known, so that its upload can go on. */
    @Override
    public String identity() {
      String own = layer.identity();
      return own == null ? Blob.super.identity() : own;
    }

    @Override
    public InputStream open() throws IOException, KitrailException {
      return new Unretried(new VerifyingInputStream(layer.open(), descriptor, "the folder"));
    }
  }

  /** A folder's stream that is too short stays so: no further try would help. */
  private static final class Unretried extends FilterInputStream {
    Unretried(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int n = read(one, 0, 1);
      return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (TransientException e) {
        throw new VerificationException(ErrorCode.DIGEST_MISMATCH, String.valueOf(e.getMessage()));
      }
    }
  }
}
