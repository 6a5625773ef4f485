package io.github.kitrail.pipeline;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.Remark;
import io.github.kitrail.operations.Attest;
import io.github.kitrail.operations.LayerSummary;
import io.github.kitrail.operations.Render;
import io.github.kitrail.operations.Sign;
import io.github.kitrail.operations.Test;
import io.github.kitrail.operations.Verify;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, as {@code --output json} prints it. Of a run that failed it says how far it came.
 *
 * @param reference where the ModelKit is, or should have gone
 * @param digest null when nothing was pushed
 * @param tests null when nothing was tested
 * @param embedded the signature and attestations in the ModelKit itself, as they were verified
 * @param verdict of the gate: {@code PASSED} or {@code FAILED}; null without a gate
 * @param warning what a reader must not overlook, such as a self-made key; null if there is nothing
 * @param failure null when all went well
 */
public record RunReport(
    String reference,
    @Nullable String digest,
    List<LayerSummary> layers,
    Test.@Nullable Summary tests,
    List<Sign.Result> signatures,
    List<Attest.Result> attestations,
    List<Verify.Item> embedded,
    @Nullable String verdict,
    List<Render.Result> rendered,
    List<Stage> stages,
    @Nullable String warning,
    @Nullable Failure failure) {

  /**
   * @param status {@code passed}, {@code failed} or {@code skipped}
   */
  public record Stage(String name, String status, double seconds) {}

  /**
   * Why the run ended early.
   *
   * @param remarks what is wrong where, when places are known
   */
  public record Failure(String stage, ErrorCode code, String message, List<Remark> remarks) {}

  /** The exit status of a process that ran this. */
  public int exitStatus() {
    return failure == null ? 0 : failure.code().exitStatus();
  }
}
