package io.github.kitrail.yaml;

import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Where a character of a scalar's text stands in the document: line and column, both from 0. YAML
 * folds and indents, but it keeps what is not white space, so that is what is counted.
 */
record ScalarPlace(int line, int column) {
  /** As messages say it, counted from 1. */
  String words() {
    return "line " + (line + 1) + ", column " + (column + 1);
  }

  /**
   * @param offset in the scalar's text
   * @return empty where an escape makes both differ
   */
  static Optional<ScalarPlace> of(ScalarNode scalar, int offset, List<String> lines) {
    ScalarStyle style = scalar.getScalarStyle();
    boolean block = style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
    int line = scalar.getStartMark().getLine() + (block ? 1 : 0);
    int column = block ? 0 : scalar.getStartMark().getColumn();
    if (style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED) {
      column++;
    }
    String text = scalar.getValue();
    int last = Math.min(offset, text.length() - 1);
    for (int i = 0; i <= last; i++) {
      char wanted = text.charAt(i);
      if (isSpace(wanted)) {
        continue;
      }
      while (line < lines.size()
          && (column >= lines.get(line).length() || isSpace(lines.get(line).charAt(column)))) {
        boolean ended = column >= lines.get(line).length();
        line += ended ? 1 : 0;
        column = ended ? 0 : column + 1;
      }
      if (line >= lines.size() || lines.get(line).charAt(column) != wanted) {
        return Optional.empty();
      }
      if (i == offset) {
        return Optional.of(new ScalarPlace(line, column));
      }
      column++;
    }
    return Optional.of(new ScalarPlace(line, column));
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
