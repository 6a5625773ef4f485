package io.github.kitrail.evidence;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.predicate.PredicateType;
import io.github.kitrail.modelkit.Digest;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the verifier says about a manifest.
 *
 * @param place where its evidence was read from
 * @param predicateType what was asked for; null for any
 * @param signers whose signatures count
 * @param items one for each piece of evidence, in the place's order
 */
public record VerificationReport(
    String place,
    Digest subject,
    @Nullable String predicateType,
    TrustedSigners signers,
    List<Verification> items) {
  private static final int REASONS_SHOWN = 5;

  public VerificationReport {
    items = List.copyOf(items);
  }

  public boolean isVerified() {
    return items.stream().anyMatch(Verification::isVerified);
  }

  public List<Verification> verified() {
    return items.stream().filter(Verification::isVerified).toList();
  }

  /**
   * The good ones.
   *
   * @throws KitrailException NOT_TRUSTED when there is none; its sentence says what there is
   *     instead
   */
  public List<Verification> requireVerified() throws KitrailException {
    if (!isVerified()) {
      throw new KitrailException(ErrorCode.NOT_TRUSTED, failure());
    }
    return verified();
  }

  private String failure() {
    String what = place + " holds " + subject + ", but ";
    if (items.isEmpty()) {
      return what
          + "no evidence about it: nobody signed or attested it there, or its evidence was not"
          + " copied along. Sign it with `kitrail sign`.";
    }
    String wanted = wanted();
    if (items.stream().allMatch(item -> item.outcome() == Verification.Outcome.OTHER_PREDICATE)) {
      return what + "no " + wanted + " of it: what is there is " + found() + otherAdvice();
    }
    return what + "no " + wanted + " of it that verifies with " + signers + "." + reasons();
  }

  private String wanted() {
    if (predicateType == null) {
      return "signature or attestation";
    }
    String name = PredicateType.display(predicateType);
    return predicateType.equals(PredicateType.SIGNATURE) ? name : "attestation " + name;
  }

  private String otherAdvice() {
    return PredicateType.SIGNATURE.equals(predicateType)
        ? ", and an attestation is not a signature, even a valid one. Sign it with `kitrail sign`."
        : ". Add it with `kitrail attest`.";
  }

  private String found() {
    return items.stream()
        .map(item -> item.evidence().claimedPredicateType().orElse("unreadable"))
        .map(PredicateType::display)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String reasons() {
    String shown =
        items.stream()
            .limit(REASONS_SHOWN)
            .map(VerificationReport::reason)
            .collect(Collectors.joining());
    int more = items.size() - REASONS_SHOWN;
    return more > 0 ? shown + " And " + more + " more." : shown;
  }

  private static String reason(Verification item) {
    Evidence piece = item.evidence();
    String type = piece.claimedPredicateType().map(PredicateType::display).orElse("unreadable");
    String digest = piece.manifest().digest().abbreviated();
    return " Evidence " + digest + " (" + type + "): " + item.reason();
  }
}
