package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.Evidence;
import io.github.kitrail.evidence.EvidenceReader;
import io.github.kitrail.evidence.Verification;
import io.github.kitrail.evidence.Verifier;
import io.github.kitrail.evidence.predicate.PredicateType;
import java.util.ArrayList;
import java.util.List;

/**
 * Verifies a ModelKit's signature, and attestations of the types that are asked for. Fails closed.
 */
public final class Verify {
  private Verify() {}

  /**
   * @param attestations predicate types, as short names or URIs, that must verify beside the
   *     signature
   */
  public record Request(String reference, KeyChoice key, List<String> attestations) {}

  /**
   * One piece of evidence that verified: the predicate's type and the digest of the evidence's
   * manifest.
   */
  public record Item(String predicateType, String digest) {}

  /** What verified; whatever did not is an error. */
  public record Result(String reference, String digest, List<Item> verified) {}

  /**
   * @throws KitrailException NOT_TRUSTED when the signature or an attestation is missing or does
   *     not verify
   */
  public static Result run(Request request, Context context) throws KitrailException {
    ModelKit modelKit =
        ModelKit.read(context.locations().open(request.reference()), context.retry());
    List<Evidence> evidence = read(modelKit, context);
    List<String> types = new ArrayList<>(List.of(PredicateType.SIGNATURE));
    for (String type : request.attestations()) {
      types.add(PredicateType.parse(type));
    }
    Verifier verifier = request.key().verifier();
    List<Item> verified = new ArrayList<>();
    for (String type : types) {
      for (Verification item :
          verifier
              .verify(modelKit.location().display(), modelKit.descriptor().digest(), evidence, type)
              .requireVerified()) {
        verified.add(new Item(type, item.evidence().manifest().digest().toString()));
      }
    }
    return new Result(modelKit.pinned(), modelKit.descriptor().digest().toString(), verified);
  }

  static List<Evidence> read(ModelKit modelKit, Context context) throws KitrailException {
    return new EvidenceReader(context.retry())
        .read(modelKit.location().place(), modelKit.descriptor().digest());
  }
}
