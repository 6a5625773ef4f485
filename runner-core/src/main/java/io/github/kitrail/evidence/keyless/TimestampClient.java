package io.github.kitrail.evidence.keyless;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.random.RandomGenerator;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;

/**
 * Says when a signature was there, so that it is good after its certificate has expired.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3161">RFC 3161</a>
 */
final class TimestampClient {
  private static final int NONCE_BITS = 64;

  private final URI address;
  private final ServiceClient services;
  private final RandomGenerator random;

  TimestampClient(URI address, ServiceClient services, RandomGenerator random) {
    this.address = address;
    this.services = services;
    this.random = random;
  }

  /**
   * @return the whole response, as bundles hold it
   */
  byte[] timestamp(byte[] signature) throws KitrailException {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    byte[] nonce = new byte[NONCE_BITS / Byte.SIZE];
    random.nextBytes(nonce);
    byte[] query;
    try {
      query =
          generator
              .generate(
                  TSPAlgorithms.SHA256, Digest.sha256().digest(signature), new BigInteger(1, nonce))
              .getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException("a request in memory can always be written", e);
    }
    return services.post(
        "get a timestamp for the signature",
        "",
        address,
        "application/timestamp-query",
        "application/timestamp-reply",
        query);
  }
}
