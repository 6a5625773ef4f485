package io.github.kitrail.content;

import io.github.kitrail.modelkit.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Counts and hashes what passes; the digest is meaningful once the end was reached. */
public final class DigestingInputStream extends FilterInputStream {
  private final MessageDigest digest = Digest.sha256();
  private long count;

  public DigestingInputStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      digest.update((byte) b);
      count++;
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    if (n > 0) {
      digest.update(buffer, offset, n);
      count += n;
    }
    return n;
  }

  /** Bytes read so far. */
  public long count() {
    return count;
  }

  /** The digest of all bytes read; call once, at the end. */
  public Digest digest() {
    return Digest.of(digest);
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
