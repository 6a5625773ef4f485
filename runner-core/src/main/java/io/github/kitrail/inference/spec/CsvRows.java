package io.github.kitrail.inference.spec;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * CSV whose first line names the columns; fields may be quoted and may then hold line breaks.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvRows {
  private CsvRows() {}

  static List<CaseRow> read(String text, YamlValue path) throws KitrailException {
    List<CaseRow> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(text, CSVFormat.DEFAULT)) {
      for (CSVRecord record : parser) {
        if (names.isEmpty()) {
          record.forEach(name -> names.add(name.strip()));
          requireNames(names, path);
        } else {
          rows.add(row(record, names, rows.size() + 1, parser.getCurrentLineNumber(), path));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      Throwable cause =
          e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
      throw path.error(path.text() + " is no CSV: " + cause.getMessage());
    }
    return rows;
  }

  private static void requireNames(List<String> names, YamlValue path) throws KitrailException {
    if (names.contains("") || new HashSet<>(names).size() < names.size()) {
      throw path.error(
          path.text() + ": the first line must give each column a name of its own, not " + names);
    }
  }

  private static CaseRow row(
      CSVRecord record, List<String> names, int number, long line, YamlValue path)
      throws KitrailException {
    if (record.size() != names.size()) {
      throw path.error(
          path.text()
              + ": the row that ends in line "
              + line
              + " has "
              + record.size()
              + " fields, but the first line names "
              + names.size());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      fields.put(names.get(i), record.get(i));
    }
    return new CaseRow(number, fields);
  }
}
