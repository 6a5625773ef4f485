package io.github.kitrail.evidence;

import java.time.Instant;
import java.util.Map;

/**
 * What a certificate that was checked says about its holder.
 *
 * @param issuer the OpenID Connect issuer that vouched for the holder
 * @param identity the subject alternative name
 * @param claims what else the issuer vouched for, by the names that Fulcio's documentation gives
 *     its extensions, such as {@code sourceRepositoryURI}; sorted
 * @param signedAt when, as the log or a timestamp authority saw it
 * @see <a href="https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md">Fulcio's
 *     extensions</a>
 */
public record CertifiedSigner(
    String issuer, String identity, Map<String, String> claims, Instant signedAt) {
  public CertifiedSigner {
    claims = Map.copyOf(claims);
  }

  /** For people. */
  @Override
  public String toString() {
    return "identity " + identity + " by " + issuer;
  }
}
