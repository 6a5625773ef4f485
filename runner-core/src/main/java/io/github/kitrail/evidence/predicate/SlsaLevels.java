package io.github.kitrail.evidence.predicate;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Levels that were verified. SLSA's own have a track and a number, and a higher one includes the
 * lower ones; any other is a word.
 *
 * @see <a href="https://slsa.dev/spec/v1.1/verification_summary#slsaresult">SlsaResult</a>
 */
public record SlsaLevels(List<String> levels) {
  private static final Pattern SLSA = Pattern.compile("SLSA_([A-Z]+)_LEVEL_([0-9]{1,4})");

  public SlsaLevels {
    levels = List.copyOf(levels);
  }

  /**
   * The level, when readers of verification summaries can read it: they want a number, so that
   * {@code SLSA_BUILD_LEVEL_UNEVALUATED} is none.
   *
   * @throws KitrailException BAD_INPUT for a word that begins with {@code SLSA_} and is no such
   *     level
   */
  public static String check(String level) throws KitrailException {
    if (level.isBlank() || (level.startsWith("SLSA_") && !SLSA.matcher(level).matches())) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "\""
              + level
              + "\" is not a level that was verified: write for example SLSA_BUILD_LEVEL_2, or a word of"
              + " your own that does not begin with SLSA_.");
    }
    return level;
  }

  /** The first of these that is not reached. */
  public Optional<String> missing(List<String> wanted) {
    return wanted.stream().filter(level -> !reaches(level)).findFirst();
  }

  private boolean reaches(String wanted) {
    Matcher slsa = SLSA.matcher(wanted);
    if (!slsa.matches()) {
      return levels.contains(wanted);
    }
    return levels.stream()
        .map(SLSA::matcher)
        .filter(Matcher::matches)
        .anyMatch(
            it ->
                it.group(1).equals(slsa.group(1))
                    && Integer.parseInt(it.group(2)) >= Integer.parseInt(slsa.group(2)));
  }
}
