package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.report.EarlierResults;
import io.github.kitrail.inference.report.JsonReport;
import io.github.kitrail.inference.report.TestReport;
import io.github.kitrail.inference.report.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An earlier version, which the tested one must not be worse than.
 *
 * @param from a ModelKit, whose test-result attestation counts, or a file with a JSON report
 * @param key whose attestations count; null to believe any, with a warning
 */
public record Baseline(String from, Tolerance tolerance, @Nullable KeyChoice key) {
  private static final Pattern SCORE = Pattern.compile("0(\\.\\d{1,9})?|1(\\.0{1,9})?");
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)\\s*%?");

  /**
   * @param from null for none, and then nothing else may be given
   * @param tolerance how much a test's score may drop, 0 to 1; null for {@link Tolerance#SCORE}
   * @param maxSlowdown how much slower answers may be, such as {@code 20%}; null for whatever it is
   * @return null for none
   * @throws KitrailException BAD_INPUT
   */
  public static @Nullable Baseline of(
      @Nullable String from,
      @Nullable String tolerance,
      @Nullable String maxSlowdown,
      @Nullable KeyChoice key)
      throws KitrailException {
    double score = tolerance == null ? Tolerance.SCORE : score(tolerance);
    Double slowdown = maxSlowdown == null ? null : part(maxSlowdown);
    if (from == null) {
      if (slowdown != null || tolerance != null) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            (slowdown == null ? "--tolerance" : "--max-slowdown")
                + " compares with an earlier version: name that with --baseline.");
      }
      return null;
    }
    return new Baseline(from, new Tolerance(score, slowdown), key);
  }

  /** The same when it turns out later whose attestations count. */
  public Baseline by(@Nullable KeyChoice other) {
    return new Baseline(from, tolerance, other);
  }

  private static double score(String text) throws KitrailException {
    if (!SCORE.matcher(text.strip()).matches()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "--tolerance is how much the score of a test may drop, from 0 to 1, and not `"
              + text
              + "`.");
    }
    return Double.parseDouble(text.strip());
  }

  private static double part(String percent) throws KitrailException {
    Matcher form = PERCENT.matcher(percent.strip());
    double value = form.matches() ? Double.parseDouble(form.group(1)) : -1;
    if (value < 0 || value >= 100) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "--max-slowdown is a percentage below 100, such as 20%, and not `" + percent + "`.");
    }
    return value / 100;
  }

  /**
   * What the earlier version came to, each time that it was tested.
   *
   * @param warnings gets what a reader must not overlook; it was told already
   * @throws KitrailException NOT_TRUSTED when there is no attestation that verifies, NOT_FOUND when
   *     there is none at all, BAD_INPUT for a file that is no report of a whole test
   */
  List<EarlierResults> read(Context context, List<String> warnings) throws KitrailException {
    Path file = file();
    return file == null
        ? new AttestedBaseline(from, key, context).read(warnings)
        : List.of(EarlierResults.of(report(file), from));
  }

  private @Nullable Path file() {
    return isFile(Path.of(""), from) ? Path.of(from) : null;
  }

  /** Whether it is a file of this folder, and no reference. */
  public static boolean isFile(Path folder, String from) {
    try {
      return Files.isRegularFile(folder.resolve(from));
    } catch (InvalidPathException e) {
      // A reference with a port or a tag is no path on Windows.
      return false;
    }
  }

  /**
   * Reads the JSON report of a whole test.
   *
   * @throws KitrailException BAD_INPUT when it is none, or only a shard
   */
  static TestReport report(Path file) throws KitrailException {
    TestReport report = read(file);
    if (report.shard() != null && report.shard().count() > 1) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The report "
              + file
              + " is only shard "
              + report.shard()
              + " of a test. Join the shards with `kitrail test merge`.");
    }
    return report;
  }

  /** Reads a JSON report. */
  static TestReport read(Path file) throws KitrailException {
    try {
      return JsonReport.read(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not read the report "
              + file
              + ": there is no such file, or it may not be read ("
              + e.getClass().getSimpleName()
              + ").",
          e);
    }
  }
}
