package io.github.kitrail.github;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import org.jspecify.annotations.Nullable;

/** Says what GitHub did not do, why, and what to change in the workflow. */
final class Failures {
  private Failures() {}

  /**
   * @param what completes "Could not …"
   */
  static KitrailException of(String what, Permission permission, Exception e) {
    Refusal refusal = refusal(e);
    if (refusal == null) {
      String message = "Could not " + what + ": GitHub's answer cannot be read (" + e + ").";
      return new KitrailException(ErrorCode.TRANSFER_FAILED, message, e);
    }
    String why = String.valueOf(refusal.getMessage());
    String end = why.endsWith(".") ? "" : ".";
    String advice = advice(refusal, permission);
    return new KitrailException(
        code(refusal),
        "Could not " + what + ": " + why + end + (advice.isEmpty() ? "" : " " + advice),
        e);
  }

  private static ErrorCode code(Refusal refusal) {
    return switch (refusal.isLimited() ? 0 : refusal.status()) {
      case 401, 403 -> ErrorCode.ACCESS_DENIED;
      case 404 -> ErrorCode.NOT_FOUND;
      case 400, 409, 413, 422 -> ErrorCode.BAD_INPUT;
      default -> ErrorCode.TRANSFER_FAILED;
    };
  }

  private static String advice(Refusal refusal, Permission permission) {
    if (refusal.isLimited()) {
      return "Run this job less often, or later.";
    }
    return switch (refusal.status()) {
      case 401 ->
          "The input github-token is no token that is valid now; without the input it is the job's own.";
      case 403 -> permission.advice(refusal.accepted());
      case 404 ->
          "There is no such thing in the repository, or the token may not see it. "
              + permission.advice(refusal.accepted());
      default -> "";
    };
  }

  /** The library wraps what its connector throws. */
  private static @Nullable Refusal refusal(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return refusal;
      }
    }
    return null;
  }
}
