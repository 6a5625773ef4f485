package io.github.kitrail.inference.spec;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * A field {@code cases}: a file each row of which makes a test.
 *
 * @param path the value that names the file
 * @param rows those that are wanted, in the file's order
 */
public record CaseFile(YamlValue path, List<CaseRow> rows) {
  static final List<String> FIELDS = List.of("file", "limit", "sample", "seed");

  private static final int MOST = 100_000;

  /**
   * Reads the file: JSON Lines by the names .jsonl and .ndjson, CSV by .csv.
   *
   * @throws KitrailException BAD_INPUT with the place in the spec, and the file's line
   */
  public static CaseFile read(YamlValue cases, NamedFiles files) throws KitrailException {
    if (!cases.isMapping()) {
      return new CaseFile(cases, rows(cases, files));
    }
    YamlMapping fields = cases.mapping().allowOnly("cases", FIELDS.toArray(String[]::new));
    YamlValue path = fields.require("file");
    List<CaseRow> rows = rows(path, files);
    rows = rows.subList(0, Math.min(rows.size(), number(fields, "limit", MOST)));
    int sample = number(fields, "sample", MOST);
    Optional<YamlValue> given = fields.get("seed");
    int seed = given.isEmpty() ? 1 : given.get().integer(0, Integer.MAX_VALUE);
    return new CaseFile(path, sample >= rows.size() ? rows : sampled(rows, sample, seed));
  }

  private static int number(YamlMapping fields, String name, int otherwise)
      throws KitrailException {
    Optional<YamlValue> value = fields.get(name);
    return value.isEmpty() ? otherwise : value.get().integer(1, MOST);
  }

  private static List<CaseRow> rows(YamlValue path, NamedFiles files) throws KitrailException {
    String name = path.text().toLowerCase(Locale.ROOT);
    boolean csv = name.endsWith(".csv");
    if (!csv && !name.endsWith(".jsonl") && !name.endsWith(".ndjson")) {
      throw path.error(
          "`" + path.text() + "` is no file of cases: its name ends in .jsonl, .ndjson or .csv");
    }
    String text = files.text(path);
    List<CaseRow> rows = csv ? CsvRows.read(text, path) : JsonRows.read(text, path);
    if (rows.isEmpty()) {
      throw path.error(path.text() + " has no rows: nothing would be tested");
    }
    return rows;
  }

  /** The same rows for the same seed, on every machine: that is how Random is specified. */
  private static List<CaseRow> sampled(List<CaseRow> rows, int count, int seed) {
    List<CaseRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled.subList(0, count).stream()
        .sorted(Comparator.comparingInt(CaseRow::number))
        .toList();
  }
}
