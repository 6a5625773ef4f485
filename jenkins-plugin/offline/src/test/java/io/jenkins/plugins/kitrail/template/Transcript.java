package io.jenkins.plugins.kitrail.template;

/** What a pipeline did, a line for each call, indented by what it is in. */
final class Transcript {
  private final StringBuilder text = new StringBuilder();
  private int depth;

  void open(String line) {
    line(line);
    open();
  }

  /** What follows is in the line before. */
  void open() {
    depth++;
  }

  void close() {
    depth--;
  }

  void line(String line) {
    line.lines().forEach(it -> text.append("  ".repeat(depth)).append(it).append('\n'));
  }

  String text() {
    return text.toString();
  }
}
