package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Diff;
import io.github.kitrail.operations.ListAttestations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ModelKit beside the one of the base branch.
 *
 * @param base as it was named
 * @param layers null when one of them cannot be read, or is not there yet
 * @param before what is attested of the base; null likewise
 * @param after what is attested of this one; null likewise
 * @param problem a sentence that tells why there is no comparison; null when there is one
 */
record BaseComparison(
    String base,
    Diff.@Nullable Result layers,
    ListAttestations.@Nullable Result before,
    ListAttestations.@Nullable Result after,
    @Nullable String problem) {

  /** For a step that did not come far enough to compare anything. */
  static BaseComparison none(String base) {
    return new BaseComparison(base, null, null, null, "Nothing was compared.");
  }

  /**
   * @param ours by digest; null when nothing was pushed, or only a folder was tested
   * @param base empty when nobody names one
   */
  static BaseComparison of(@Nullable String ours, String base, StepCommands commands) {
    ListAttestations.Result after;
    try {
      after = ours == null ? null : attestations(ours, commands);
    } catch (KitrailException e) {
      return new BaseComparison(base, null, null, null, e.getMessage());
    }
    if (base.isEmpty()) {
      String problem = "Nothing is compared: the input comment-base names no ModelKit.";
      return new BaseComparison(base, null, null, after, problem);
    }
    try {
      ListAttestations.Result before = attestations(base, commands);
      Diff.Result layers =
          ours == null
              ? null
              : commands.result(Diff.Result.class, List.of("diff"), place(base), place(ours));
      return new BaseComparison(base, layers, before, after, null);
    } catch (KitrailException e) {
      String problem =
          e.code() == ErrorCode.NOT_FOUND
              ? "There is no ModelKit " + base + " to compare with yet."
              : e.getMessage();
      return new BaseComparison(base, null, null, after, problem);
    }
  }

  private static ListAttestations.Result attestations(String reference, StepCommands commands)
      throws KitrailException {
    return commands.result(ListAttestations.Result.class, List.of("attestations"), reference);
  }

  /** What has a registry's host is looked for there: a store's copy of the tag may be old. */
  private static String place(String reference) {
    return ActionResult.repository(reference) == null ? reference : "remote://" + reference;
  }
}
