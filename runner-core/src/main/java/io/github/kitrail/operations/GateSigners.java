package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.CertificateVerifier;
import io.github.kitrail.evidence.key.VerificationKey;
import io.github.kitrail.policy.SignerSource;
import io.github.kitrail.policy.Signers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whose evidence counts for a policy: its own signers, or the key that the command was given. */
record GateSigners(GatePolicy policy, Signers signers) {

  /**
   * Ends before anything is done when there is nobody whose evidence could count.
   *
   * @param key counts only when the policy names no signers
   */
  static void check(
      GatePolicy policy, @Nullable KeyChoice key, Gate.Certificates certificates, Context context)
      throws KitrailException {
    if (policy.policy().signers().isEmpty()) {
      require(policy, key);
    } else {
      of(policy, key, context).certificates(certificates);
    }
  }

  /**
   * @param key counts only when the policy names no signers
   */
  static GateSigners of(GatePolicy policy, @Nullable KeyChoice key, Context context)
      throws KitrailException {
    Map<String, SignerSource> sources = policy.policy().signers();
    if (!sources.isEmpty()) {
      return new GateSigners(policy, read(policy, sources, context));
    }
    return new GateSigners(policy, Signers.of(require(policy, key).trusted()));
  }

  private static KeyChoice require(GatePolicy policy, @Nullable KeyChoice key)
      throws KitrailException {
    if (key == null) {
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL,
          "The policy "
              + policy.name()
              + " does not say whose evidence counts. Give --key FILE, or"
              + " --certificate-identity and --certificate-oidc-issuer, or name `signers` in the policy.");
    }
    return key;
  }

  private static Signers read(GatePolicy policy, Map<String, SignerSource> sources, Context context)
      throws KitrailException {
    List<Signers.Named> signers = new ArrayList<>();
    for (Map.Entry<String, SignerSource> source : sources.entrySet()) {
      String key = source.getValue().key();
      signers.add(
          new Signers.Named(
              source.getKey(),
              key == null ? null : VerificationKey.load(policy.resolve(key), context.env()),
              source.getValue().identity()));
    }
    return new Signers(signers);
  }

  /** What checks keyless evidence; null when no signer is an identity. */
  @Nullable CertificateVerifier certificates(Gate.Certificates certificates)
      throws KitrailException {
    return signers.all().stream().anyMatch(signer -> signer.identity() != null)
        ? certificates.open()
        : null;
  }
}
