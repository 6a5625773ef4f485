package io.github.kitrail.inference.spec;

import java.util.Map;

/**
 * One row of a file of cases.
 *
 * @param number counted from 1; a header is no row
 * @param fields its texts; what is nested in JSON is named with dots, as in {@code questions.0}
 */
public record CaseRow(int number, Map<String, String> fields) {
  public CaseRow {
    fields = Map.copyOf(fields);
  }
}
