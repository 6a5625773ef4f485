package io.github.kitrail.content;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Ends only when the bytes are those that the descriptor names; otherwise throws instead of ending.
 */
public final class VerifyingInputStream extends FilterInputStream {
  private final Descriptor expected;
  private final String from;
  private final String advice;
  private final MessageDigest digest = Digest.sha256();
  private long count;
  private boolean verified;

  /**
   * @param from the place that the bytes come from, for the message
   */
  public VerifyingInputStream(InputStream in, Descriptor expected, String from) {
    this(in, expected, from, "");
  }

  /**
   * @param advice what a user can do about wrong bytes: a sentence, or empty
   */
  public VerifyingInputStream(InputStream in, Descriptor expected, String from, String advice) {
    super(in);
    this.expected = expected;
    this.from = from;
    this.advice = advice;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    if (n < 0) {
      verify();
      return -1;
    }
    digest.update(buffer, offset, n);
    count += n;
    if (count > expected.size()) {
      throw mismatch("it is longer than the " + expected.size() + " bytes that were promised");
    }
    return n;
  }

  private void verify() throws IOException {
    if (verified) {
      return;
    }
    if (count < expected.size()) {
      throw new TransientException(
          from
              + " ended "
              + expected.digest()
              + " after "
              + count
              + " of "
              + expected.size()
              + " bytes",
          null);
    }
    Digest actual = Digest.of(digest);
    if (!actual.equals(expected.digest())) {
      throw mismatch("its bytes have the digest " + actual);
    }
    verified = true;
  }

  private VerificationException mismatch(String problem) {
    return new VerificationException(
        ErrorCode.DIGEST_MISMATCH,
        "The content "
            + expected.digest()
            + " from "
            + from
            + " is not what it claims to be: "
            + problem
            + ". Nothing of it was kept."
            + (advice.isEmpty() ? "" : " " + advice));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public long skip(long n) throws IOException {
    return readNBytes((int) Math.min(n, 64 * 1024)).length;
  }
}
