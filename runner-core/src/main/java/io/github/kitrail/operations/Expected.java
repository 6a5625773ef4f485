package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.Evidence;
import io.github.kitrail.evidence.EvidenceClaims;
import io.github.kitrail.evidence.ExpectedEvidence;
import io.github.kitrail.evidence.Verifier;
import io.github.kitrail.evidence.embedded.EmbeddedEvidence;
import io.github.kitrail.evidence.predicate.PredicateType;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a ModelKit has the evidence that it should have: by its manifest, by a policy, by
 * what was asked for. Of one that should have none, nothing is looked for.
 *
 * @param types asked for beside what is declared: {@code signature}, predicate types by short name
 *     or URI
 * @param policy a file, whose `require` is expected too; null for none
 * @param required whether it is an error when something is missing; of a ModelKit that should have
 *     nothing, a signature is required then
 * @param key when given, only what verifies with it is there; null to look for claims only
 */
public record Expected(
    List<String> types, @Nullable Path policy, boolean required, @Nullable KeyChoice key) {
  /** What is declared is looked for, and its absence told. */
  public static final Expected AS_DECLARED = new Expected(List.of(), null, false, null);

  /**
   * Looks for it where the ModelKit is.
   *
   * @return a warning about what is missing, told already; empty when nothing is
   * @throws KitrailException NOT_TRUSTED when it is required; BAD_INPUT for words that are no types
   *     and a file that is no policy; when it is required also why the place could not be read
   */
  List<String> check(ModelKit modelKit, Context context) throws KitrailException {
    return check(modelKit, false, context);
  }

  /**
   * The same for a command that looks at other evidence, too.
   *
   * @param keyUsed whether the key verifies something else as well
   */
  List<String> check(ModelKit modelKit, boolean keyUsed, Context context) throws KitrailException {
    Set<String> wanted = new LinkedHashSet<>(ExpectedEvidence.of(modelKit.manifest()));
    for (String word : types) {
      wanted.add(ExpectedEvidence.parse(word));
    }
    if (policy != null) {
      wanted.addAll(Gate.required(policy));
    }
    if (required && wanted.isEmpty()) {
      wanted.add(PredicateType.SIGNATURE);
    }
    Optional<String> missing =
        wanted.isEmpty() ? unused(modelKit, keyUsed) : missing(modelKit, wanted, context);
    missing.ifPresent(context.listener()::warned);
    return missing.stream().toList();
  }

  /** A key that nothing is verified with must not look as if something had been. */
  private Optional<String> unused(ModelKit modelKit, boolean keyUsed) {
    return key == null || keyUsed
        ? Optional.empty()
        : Optional.of(
            "Nothing says which evidence "
                + modelKit.location().display()
                + " should have, so nothing was verified with the key; --require asks for its"
                + " signature.");
  }

  private Optional<String> missing(ModelKit modelKit, Set<String> wanted, Context context)
      throws KitrailException {
    Set<String> found;
    try {
      found =
          key == null ? claimed(modelKit, wanted, context) : verified(modelKit, wanted, context);
    } catch (KitrailException e) {
      if (required || e.code() == ErrorCode.CANCELLED) {
        throw e;
      }
      return Optional.of(
          sentence(modelKit, wanted) + "it could not be looked for: " + e.getMessage());
    }
    List<String> missing = ExpectedEvidence.without(wanted, found);
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String told =
        sentence(modelKit, wanted)
            + (key == null ? "not found in " : "not in ")
            + modelKit.location().place().name()
            + (key == null ? ": " : ", or not good by the given signer: ")
            + ExpectedEvidence.display(missing)
            + (key == null ? " (it was only looked for, nothing was verified)." : ".");
    if (required) {
      throw new KitrailException(
          ErrorCode.NOT_TRUSTED,
          told + " Copy it with its evidence, with `kitrail promote`, or do without --require.");
    }
    return Optional.of(told);
  }

  private static String sentence(ModelKit modelKit, Set<String> wanted) {
    return modelKit.location().display()
        + " should have this evidence: "
        + ExpectedEvidence.display(wanted)
        + "; ";
  }

  private static Set<String> claimed(ModelKit modelKit, Set<String> wanted, Context context)
      throws KitrailException {
    Set<String> found = new LinkedHashSet<>();
    for (Evidence piece : new EmbeddedEvidence(context.retry()).read(modelKit)) {
      if (piece.problem() == null) {
        piece.claimedPredicateType().ifPresent(found::add);
      }
    }
    if (!found.containsAll(wanted)) {
      found.addAll(
          new EvidenceClaims(context.retry())
              .find(modelKit.location().place(), modelKit.descriptor().digest(), wanted));
    }
    return found;
  }

  private Set<String> verified(ModelKit modelKit, Set<String> wanted, Context context)
      throws KitrailException {
    KeyChoice by = Objects.requireNonNull(key);
    Verifier verifier = by.verifier();
    List<Evidence> evidence = Verify.read(modelKit, context);
    String place = modelKit.location().display();
    Set<String> found = new LinkedHashSet<>();
    for (String type : wanted) {
      if (verifier.verify(place, modelKit.descriptor().digest(), evidence, type).isVerified()) {
        found.add(type);
      }
    }
    return found;
  }
}
