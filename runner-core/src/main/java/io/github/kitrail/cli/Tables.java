package io.github.kitrail.cli;

import io.github.kitrail.operations.LayerSummary;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows in columns, for people. */
final class Tables {
  private Tables() {}

  static void layers(List<LayerSummary> layers, PrintStream out) {
    List<List<String>> rows = new ArrayList<>();
    for (LayerSummary layer : layers) {
      String kind =
          layer.mediaType().replaceAll("^application/vnd\\.kitops\\.modelkit\\.(\\w+)\\..*$", "$1");
      String path = layer.path() == null ? "" : layer.path();
      rows.add(List.of(kind, path, Bytes.format(layer.size()), layer.digest().substring(0, 19)));
    }
    print(rows, "  ", out);
  }

  /** Prints rows of equal length, each column as wide as its widest cell. */
  static void print(List<List<String>> rows, String indent, PrintStream out) {
    if (rows.isEmpty()) {
      return;
    }
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i))
            .append(" ".repeat(i == columns - 1 ? 0 : widths[i] - row.get(i).length() + 3));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
