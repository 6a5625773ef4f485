package io.github.kitrail.evidence;

import io.github.kitrail.evidence.key.VerificationKey;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose signatures count: any one of these keys or identities is enough.
 *
 * @param keys of those who sign with a key
 * @param identities of those who sign keylessly
 */
public record TrustedSigners(List<VerificationKey> keys, List<CertificateIdentity> identities) {
  public TrustedSigners {
    keys = List.copyOf(keys);
    identities = List.copyOf(identities);
  }

  public static TrustedSigners ofKeys(List<VerificationKey> keys) {
    return new TrustedSigners(keys, List.of());
  }

  /** For people: "the … key … or the identity …". */
  @Override
  public String toString() {
    return Stream.concat(keys.stream(), identities.stream())
        .map(signer -> "the " + signer)
        .collect(Collectors.joining(" or "));
  }
}
