package io.github.kitrail.evidence;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.key.KeyAlgorithm;
import io.github.kitrail.evidence.predicate.ModelSignature;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.MediaTypes;
import java.util.List;
import java.util.Set;

/** The bundle that OpenSSF's model_signing calls a signature: of a folder, not of a manifest. */
public final class ModelBundle {
  private static final Set<KeyAlgorithm> SUPPORTED =
      Set.of(KeyAlgorithm.P256, KeyAlgorithm.P384, KeyAlgorithm.P521);

  private ModelBundle() {}

  /**
   * Ends with a sentence when model_signing could not verify what this signer signs.
   *
   * @throws KitrailException BAD_CREDENTIAL
   */
  public static void requireSupported(Signer signer) throws KitrailException {
    if (signer instanceof KeySigner key && !SUPPORTED.contains(key.verificationKey().algorithm())) {
      throw new KitrailException(
          ErrorCode.BAD_CREDENTIAL,
          "model_signing verifies keys on P-256, P-384 and P-521 only, and the "
              + key.verificationKey()
              + " is none. Leave --bundle out, or sign with such a key.");
    }
  }

  /**
   * @param name of the model, for people
   * @throws KitrailException what the signer failed with
   */
  public static Bundle sign(ModelSignature signature, String name, Signer signer)
      throws KitrailException {
    requireSupported(signer);
    Statement statement = Statement.about(signature.root(), name, signature.toPredicate());
    Bundle bundle = new StatementSigner(signer).signAndWait(statement);
    return signer instanceof KeySigner key
        ? new Bundle(
            VerificationMaterial.ofKeyNamed(key.verificationKey().pemHint()), bundle.envelope())
        : bundle;
  }

  /**
   * What a bundle signs, when it is good.
   *
   * @param from what messages call the bundle
   * @throws KitrailException BAD_INPUT when it is no bundle of this kind, NOT_TRUSTED when it was
   *     not signed by one who counts, or does not add up
   */
  public static Verified verify(byte[] json, String from, Verifier verifier)
      throws KitrailException {
    Bundle bundle = Bundle.parse(json);
    Statement claimed = Statement.parse(bundle.envelope().payload());
    ModelSignature signature = ModelSignature.parse(claimed.predicate());
    Digest root = signature.root();
    Descriptor file = Descriptor.of(MediaTypes.SIGSTORE_BUNDLE, json);
    Verification verified =
        verifier
            .verify(
                from, root, List.of(Evidence.of(file, file, bundle)), PredicateType.MODEL_SIGNING)
            .items()
            .get(0);
    boolean addsUp = claimed.subjects().size() == 1 && claimed.isAbout(root);
    if (!verified.isVerified() || !addsUp) {
      String reason =
          verified.outcome() == Verification.Outcome.OTHER_SUBJECT || verified.isVerified()
              ? "It does not add up: its one subject must be the digest over those of its files."
              : verified.reason();
      throw new KitrailException(ErrorCode.NOT_TRUSTED, from + " is not trusted: " + reason);
    }
    return new Verified(signature, verified.reason());
  }

  /**
   * @param reason a sentence that says by whom it was signed
   */
  public record Verified(ModelSignature signature, String reason) {}
}
