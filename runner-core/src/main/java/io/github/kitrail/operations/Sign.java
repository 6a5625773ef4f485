package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.Place;
import io.github.kitrail.evidence.Bundle;
import io.github.kitrail.evidence.CertifiedSigner;
import io.github.kitrail.evidence.EvidenceWriter;
import io.github.kitrail.evidence.KeySigner;
import io.github.kitrail.evidence.LegacyTags;
import io.github.kitrail.evidence.Signer;
import io.github.kitrail.evidence.Statement;
import io.github.kitrail.evidence.StatementSigner;
import io.github.kitrail.evidence.keyless.KeylessSigner;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.AssetLayer;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
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
   * @param legacyTag where it is for cosign 2, too; null when that was not asked for
   */
  public record Result(
      String reference,
      String digest,
      @Nullable String key,
      @Nullable String identity,
      @Nullable String issuer,
      @Nullable String legacyTag) {}

  public static Result run(Request request, Context context) throws KitrailException {
    ModelKit modelKit =
        ModelKit.read(context.locations().open(request.reference()), context.retry());
    Statement statement = Statement.signatureOf(modelKit.descriptor().digest());
    Attached signature = attach(modelKit, statement, request.key(), context);
    Signer signer = request.key().requireSigner();
    if (signer instanceof KeySigner key) {
      String hint = key.verificationKey().hint();
      return new Result(
          modelKit.pinned(), signature.digest(), hint, null, null, signature.legacyTag());
    }
    CertifiedSigner self = ((KeylessSigner) signer).signedAs().orElseThrow();
    return new Result(
        modelKit.pinned(), signature.digest(), null, self.identity(), self.issuer(), null);
  }

  /**
   * What was attached.
   *
   * @param digest of the manifest that carries the bundle
   * @param legacyTag where it is for cosign 2, too
   */
  record Attached(String digest, @Nullable String legacyTag) {
    static Attached of(Descriptor manifest, @Nullable String legacyTag) {
      return new Attached(manifest.digest().toString(), legacyTag);
    }
  }

  static StatementSigner signer(KeyChoice key) throws KitrailException {
    return new StatementSigner(key.requireSigner());
  }

  /** Signs a statement about one layer of a ModelKit and attaches it to the ModelKit. */
  static Attached attach(
      ModelKit modelKit, AssetLayer asset, Statement statement, KeyChoice key, Context context)
      throws KitrailException {
    if (key.legacySigner() != null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "--legacy-tag is for what is said about the whole ModelKit: cosign 2 looks for nothing about a"
              + " single asset. Leave out --legacy-tag, or --asset.");
    }
    Bundle bundle = signer(key).signAndWait(statement);
    Descriptor manifest =
        new EvidenceWriter(context.retry(), context.clock())
            .attach(
                modelKit.location().place(),
                modelKit.descriptor(),
                modelKit.manifest(),
                asset.descriptor(),
                bundle);
    return Attached.of(manifest, null);
  }

  /** Signs a statement about a ModelKit and attaches it. */
  static Attached attach(ModelKit modelKit, Statement statement, KeyChoice key, Context context)
      throws KitrailException {
    Bundle bundle = signer(key).signAndWait(statement);
    // First, because something else may be in its way.
    String tag = legacyTag(modelKit, statement, bundle, key.legacySigner(), context);
    EvidenceWriter writer = new EvidenceWriter(context.retry(), context.clock());
    Place place = modelKit.location().place();
    return Attached.of(writer.attach(place, modelKit.descriptor(), bundle), tag);
  }

  private static @Nullable String legacyTag(
      ModelKit modelKit,
      Statement statement,
      Bundle bundle,
      @Nullable KeySigner signer,
      Context context)
      throws KitrailException {
    if (signer == null) {
      return null;
    }
    LegacyTags tags = new LegacyTags(context.retry());
    Place place = modelKit.location().place();
    Digest subject = modelKit.descriptor().digest();
    return statement.predicateType().equals(PredicateType.SIGNATURE)
        ? tags.sign(place, subject, modelKit.location().reference().repositoryName(), signer)
        : tags.attest(place, subject, bundle.envelope());
  }
}
