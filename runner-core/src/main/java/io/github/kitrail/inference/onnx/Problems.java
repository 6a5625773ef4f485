package io.github.kitrail.inference.onnx;

import java.util.ArrayList;
import java.util.List;

/** The first few problems of a kind, and how many there are. */
final class Problems {
  private static final int TOLD = 5;
  private static final int LONGEST = 200;

  private final List<String> told = new ArrayList<>();
  private long count;

  void add(String problem) {
    count++;
    if (told.size() < TOLD) {
      String line = problem.replaceAll("\\p{Cntrl}", "?");
      told.add(line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
    }
  }

  List<String> list() {
    List<String> all = new ArrayList<>(told);
    if (count > told.size()) {
      all.add((count - told.size()) + " more");
    }
    return all;
  }
}
