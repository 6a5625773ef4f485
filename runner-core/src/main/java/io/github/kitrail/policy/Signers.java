package io.github.kitrail.policy;

import io.github.kitrail.evidence.CertificateIdentity;
import io.github.kitrail.evidence.CertifiedSigner;
import io.github.kitrail.evidence.TrustedSigners;
import io.github.kitrail.evidence.Verification;
import io.github.kitrail.evidence.key.VerificationKey;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may sign, by name, with their keys read. */
public record Signers(List<Named> all) {
  public Signers {
    all = List.copyOf(all);
  }

  /**
   * A signer: a key or an identity.
   *
   * @param name empty for who has none
   */
  public record Named(
      String name, @Nullable VerificationKey key, @Nullable CertificateIdentity identity) {
    private boolean made(Verification item) {
      CertifiedSigner certified = item.signer();
      if (identity != null && certified != null) {
        return identity.matches(certified);
      }
      return key != null && item.key() != null && key.hint().equals(item.key().hint());
    }
  }

  /** Without names: whom a command was given. */
  public static Signers of(TrustedSigners given) {
    return new Signers(
        Stream.concat(
                given.keys().stream().map(key -> new Named("", key, null)),
                given.identities().stream().map(identity -> new Named("", null, identity)))
            .toList());
  }

  /**
   * @param names empty for all
   */
  TrustedSigners trusted(List<String> names) {
    List<Named> meant =
        all.stream().filter(it -> names.isEmpty() || names.contains(it.name())).toList();
    return new TrustedSigners(
        meant.stream().map(Named::key).filter(key -> key != null).toList(),
        meant.stream().map(Named::identity).filter(identity -> identity != null).toList());
  }

  /** What the policy calls who made this. */
  List<String> names(Verification item) {
    return all.stream()
        .filter(it -> !it.name().isEmpty() && it.made(item))
        .map(Named::name)
        .toList();
  }
}
