package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.CertifiedSigner;
import io.github.kitrail.evidence.EvidenceWriter;
import io.github.kitrail.evidence.KeySigner;
import io.github.kitrail.evidence.Signer;
import io.github.kitrail.evidence.Statement;
import io.github.kitrail.evidence.StatementSigner;
import io.github.kitrail.evidence.keyless.KeylessSigner;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Descriptor;
import org.jspecify.annotations.Nullable;

/** Signs a ModelKit and attaches the signature to it. */
public final class Sign {
  private Sign() {}

  /** {@code reference} as all of Kitrail's own commands read it. */
  public record Request(String reference, KeyChoice key) {}

  /**
   * @param reference what was signed, with its digest
   * @param digest of the signature's manifest
   * @param key the public key's hint, as bundles name it; null for a keyless signature
   * @param identity whom the certificate names; null for a key's signature
   * @param issuer who vouched for that
   */
  public record Result(
      String reference,
      String digest,
      @Nullable String key,
      @Nullable String identity,
      @Nullable String issuer) {}

  public static Result run(Request request, Context context) throws KitrailException {
    ModelKit modelKit =
        ModelKit.read(context.locations().open(request.reference()), context.retry());
    Statement statement = Statement.signatureOf(modelKit.descriptor().digest());
    String signature = attach(modelKit, statement, request.key(), context).digest().toString();
    Signer signer = request.key().requireSigner();
    if (signer instanceof KeySigner key) {
      String hint = key.verificationKey().hint();
      return new Result(modelKit.pinned(), signature, hint, null, null);
    }
    CertifiedSigner self = ((KeylessSigner) signer).signedAs().orElseThrow();
    return new Result(modelKit.pinned(), signature, null, self.identity(), self.issuer());
  }

  static StatementSigner signer(KeyChoice key) throws KitrailException {
    return new StatementSigner(key.requireSigner());
  }

  /** Signs a statement about one layer of a ModelKit and attaches it to the ModelKit. */
  static Descriptor attach(
      ModelKit modelKit, AssetLayer asset, Statement statement, KeyChoice key, Context context)
      throws KitrailException {
    Bundle bundle = signer(key).signAndWait(statement);
    return new EvidenceWriter(context.retry(), context.clock())
        .attach(
            modelKit.location().place(),
            modelKit.descriptor(),
            modelKit.manifest(),
            asset.descriptor(),
            bundle);
  }

  /** Signs a statement about a ModelKit and attaches it. */
  static Descriptor attach(ModelKit modelKit, Statement statement, KeyChoice key, Context context)
      throws KitrailException {
    Bundle bundle = signer(key).signAndWait(statement);
    EvidenceWriter writer = new EvidenceWriter(context.retry(), context.clock());
    return writer.attach(modelKit.location().place(), modelKit.descriptor(), bundle);
  }
}
