package io.github.kitrail.evidence.keyless;

import dev.sigstore.trustroot.Service;
import dev.sigstore.trustroot.SigstoreSigningConfig;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.net.URI;
import java.util.List;

/**
 * Whom to ask: one service of each kind, the newest that is in use.
 *
 * @param fulcio the certificate authority
 * @param rekor the transparency log, version 2
 * @param timestamps the timestamp authority
 */
record SigningServices(URI fulcio, URI rekor, URI timestamps) {
  static SigningServices of(SigstoreSigningConfig config) throws KitrailException {
    return new SigningServices(
        one(config.getCas(), 1, "certificate authority (caUrls, version 1)"),
        one(config.getTLogs(), 2, "transparency log (rekorTlogUrls, version 2)"),
        one(config.getTsas(), 1, "timestamp authority (tsaUrls, version 1)"));
  }

  /** Whether it names a log that we can write to. */
  static boolean hasLog(SigstoreSigningConfig config) {
    return Service.select(config.getTLogs(), List.of(2)).isPresent();
  }

  private static URI one(List<Service> services, int version, String what) throws KitrailException {
    return Service.select(services, List.of(version))
        .map(Service::getUrl)
        .orElseThrow(
            () ->
                new KitrailException(
                    ErrorCode.BAD_INPUT,
                    "The signing config names no " + what + " that is in use now."));
  }
}
