package io.github.kitrail.operations;

import io.github.kitrail.content.ModelKit;
import io.github.kitrail.evidence.Verification;
import io.github.kitrail.evidence.json.Printable;
import io.github.kitrail.policy.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verdict as the gate's result. */
final class GateResults {
  private GateResults() {}

  static Gate.Result of(
      ModelKit modelKit,
      GatePolicy policy,
      Verdict verdict,
      Instant now,
      Gate.@Nullable Summary summary) {
    return new Gate.Result(
        modelKit.pinned(),
        modelKit.descriptor().digest().toString(),
        word(verdict.passed()),
        rules(verdict.rulings()),
        verdict.bases().stream().map(GateResults::base).toList(),
        new Gate.PolicyFile(
            policy.name(),
            policy.file().toString(),
            policy.policy().uri(),
            policy.digest().toString()),
        now.truncatedTo(ChronoUnit.SECONDS).toString(),
        summary);
  }

  private static Gate.Base base(Verdict.OfBase judged) {
    ModelKit base = judged.base().modelKit();
    Boolean passed = judged.passed();
    return new Gate.Base(
        base.location().display(),
        base.pinned(),
        base.descriptor().digest().toString(),
        passed == null ? null : word(passed),
        rules(judged.rulings()));
  }

  private static String word(boolean passed) {
    return passed ? "PASSED" : "FAILED";
  }

  private static List<Gate.Rule> rules(List<Verdict.Ruling> rulings) {
    return rulings.stream()
        .map(
            it ->
                new Gate.Rule(
                    it.rule(),
                    it.line(),
                    it.passed(),
                    it.explanation(),
                    it.evidence().stream().map(GateResults::seen).toList()))
        .toList();
  }

  private static Gate.Seen seen(Verification item) {
    String signer =
        item.key() != null
            ? item.key().toString()
            : item.signer() != null ? Printable.of(item.signer().toString()) : null;
    return new Gate.Seen(
        item.evidence().manifest().digest().toString(),
        item.evidence().claimedPredicateType().orElse(null),
        signer,
        item.isVerified(),
        item.reason());
  }
}
