package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow wants GitHub's API to be told.
 *
 * @param base the ModelKit to compare with; empty for none
 * @param environment empty for no deployment
 * @param url where the deployment can be seen; null when nobody says
 */
record ReportWishes(
    Check check,
    boolean comment,
    String base,
    String environment,
    @Nullable String url,
    boolean attestations) {
  /** How the outcome is shown at the commit. */
  enum Check {
    NONE,
    CHECK_RUN,
    COMMIT_STATUS
  }

  /**
   * @throws KitrailException BAD_INPUT for a value that cannot be one of its input
   */
  static ReportWishes of(ActionValues values) throws KitrailException {
    return new ReportWishes(
        check(values.get(ReportInputs.CHECK)),
        isTrue(ReportInputs.COMMENT, values),
        values.get(ReportInputs.COMMENT_BASE),
        values.get(ReportInputs.DEPLOYMENT),
        url(values.get(ReportInputs.DEPLOYMENT_URL)),
        isTrue(ReportInputs.ATTESTATIONS, values));
  }

  boolean isNothing() {
    return check == Check.NONE && !comment && environment.isEmpty() && !attestations;
  }

  private static boolean isTrue(String name, ActionValues values) throws KitrailException {
    return !values.get(name).isEmpty() && values.isTrue(name);
  }

  private static Check check(String value) throws KitrailException {
    return switch (value) {
      case "" -> Check.NONE;
      case "check-run" -> Check.CHECK_RUN;
      case "commit-status" -> Check.COMMIT_STATUS;
      default ->
          throw new KitrailException(
              ErrorCode.BAD_INPUT,
              "The input check is check-run or commit-status, and not " + value + ".");
    };
  }

  private static @Nullable String url(String value) throws KitrailException {
    if (value.isEmpty()) {
      return null;
    }
    try {
      URI url = new URI(value);
      if (List.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null) {
        return value;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new KitrailException(
        ErrorCode.BAD_INPUT,
        "The input deployment-url is an address that begins with https://, and not " + value + ".");
  }
}
