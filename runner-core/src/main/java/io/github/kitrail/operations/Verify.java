package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.Evidence;
import io.github.kitrail.evidence.EvidenceReader;
import io.github.kitrail.evidence.Verification;
import io.github.kitrail.evidence.embedded.EmbeddedEvidence;
import io.github.kitrail.evidence.predicate.PredicateType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a ModelKit's signature, and attestations of the types that are asked for. Fails closed.
 */
public final class Verify {
  private Verify() {}

  /**
   * @param attestations predicate types, as short names or URIs, that must verify beside the
   *     signature
   * @param asset the one that those attestations must be about, such as {@code datasets:train};
   *     null for the ModelKit as a whole
   */
  public record Request(
      String reference, KeyChoice key, List<String> attestations, @Nullable String asset) {}

  /**
   * One piece of evidence that verified.
   *
   * @param digest of the evidence's manifest
   * @param about {@code modelkit}, or the asset
   * @param embedded the file in the ModelKit that it is, whose digest this is then; null for what
   *     refers to the ModelKit
   */
  public record Item(String predicateType, String digest, String about, @Nullable String embedded) {
    static Item of(String type, Evidence piece, String about) {
      return new Item(type, piece.manifest().digest().toString(), about, embeddedIn(piece));
    }
  }

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
    Subject whole = Subject.of(modelKit);
    Subject subject = request.asset() == null ? whole : Subject.of(modelKit, request.asset());
    if (request.asset() != null && request.attestations().isEmpty()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Say with --type which attestation the asset "
              + request.asset()
              + " must have; a signature is always about the whole ModelKit.");
    }
    List<Item> verified =
        new ArrayList<>(verify(request, PredicateType.SIGNATURE, whole, evidence));
    for (String type : request.attestations()) {
      verified.addAll(verify(request, PredicateType.parse(type), subject, evidence));
    }
    return new Result(modelKit.pinned(), modelKit.descriptor().digest().toString(), verified);
  }

  private static List<Item> verify(
      Request request, String type, Subject subject, List<Evidence> evidence)
      throws KitrailException {
    List<Item> verified = new ArrayList<>();
    for (Verification item :
        request
            .key()
            .verifier()
            .verify(subject.place(), subject.digest(), subject.among(evidence), type)
            .requireVerified()) {
      verified.add(Item.of(type, item.evidence(), subject.about()));
    }
    return verified;
  }

  /** What refers to the ModelKit, and what is embedded in it. */
  static List<Evidence> read(ModelKit modelKit, Context context) throws KitrailException {
    List<Evidence> all =
        new ArrayList<>(
            new EvidenceReader(context.retry())
                .read(modelKit.location().place(), modelKit.descriptor().digest()));
    all.addAll(new EmbeddedEvidence(context.retry()).read(modelKit));
    return all;
  }

  static @Nullable String embeddedIn(Evidence piece) {
    return piece.embedded() == null ? null : piece.embedded().path();
  }
}
