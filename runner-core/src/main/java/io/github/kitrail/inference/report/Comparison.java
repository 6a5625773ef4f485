package io.github.kitrail.inference.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Results beside those of an earlier version.
 *
 * @param baseline what the earlier version is called
 * @param regressions what is worse here, beyond what is tolerated, one sentence each
 * @param notes what a reader should know of the comparison, such as what could not be compared
 * @param speed tokens/s here by tokens/s there, 1 for equal; null when they are not comparable
 */
public record Comparison(
    String baseline, List<String> regressions, List<String> notes, @Nullable Double speed) {
  public Comparison {
    regressions = List.copyOf(regressions);
    notes = List.copyOf(notes);
  }
}
