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
   * @param key counts only when the policy names no signers
   */
  static GateSigners of(GatePolicy policy, @Nullable KeyChoice key, Context context)
      throws KitrailException {
    Map<String, SignerSource> sources = policy.policy().signers();
    if (!sources.isEmpty()) {
      return new GateSigners(policy, read(policy, sources, context));
    }
    if (key == null) {
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL,
          "The policy "
              + policy.name()
              + " does not say whose evidence counts. Give --key FILE, or name `signers` in the policy.");
    }
    return new GateSigners(policy, Signers.ofKey(key.verifying()));
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

  /**
   * What checks keyless evidence; null when no signer is an identity.
   *
   * @throws KitrailException BAD_INPUT when it is needed and not there
   */
  @Nullable CertificateVerifier certificates(Gate.@Nullable Certificates available)
      throws KitrailException {
    requireCertificates(available);
    boolean needed = signers.all().stream().anyMatch(signer -> signer.identity() != null);
    return available != null && needed ? available.open() : null;
  }

  void requireCertificates(Gate.@Nullable Certificates available) throws KitrailException {
    for (Signers.Named signer : signers.all()) {
      if (signer.identity() != null && available == null) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "The policy "
                + policy.name()
                + " trusts the "
                + signer.identity()
                + " (signer `"
                + signer.name()
                + "`), but keyless evidence cannot be checked here: no root of trust is configured."
                + " Configure one, or name a key.");
      }
    }
  }
}
