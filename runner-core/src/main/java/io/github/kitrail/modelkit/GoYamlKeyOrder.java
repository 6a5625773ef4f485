package io.github.kitrail.modelkit;

import java.io.Serializable;
import java.util.Comparator;

/**
 * The order in which {@code yaml.v3} writes the keys of a map: letters before other characters
 * where they first differ, numbers in them by value, so that {@code layer2} comes before {@code
 * layer10}.
 */
final class GoYamlKeyOrder implements Comparator<String>, Serializable {
  static final GoYamlKeyOrder INSTANCE = new GoYamlKeyOrder();
  private static final long serialVersionUID = 1L;

  private GoYamlKeyOrder() {}

  @Override
  public int compare(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    boolean afterDigit = false;
    for (int i = 0; i < a.length && i < b.length; i++) {
      if (a[i] != b[i]) {
        return compareAt(i, a, b, afterDigit);
      }
      afterDigit = Character.isDigit(a[i]);
    }
    return Integer.compare(a.length, b.length);
  }

  private static int compareAt(int i, int[] a, int[] b, boolean afterDigit) {
    boolean letterA = Character.isLetter(a[i]);
    boolean letterB = Character.isLetter(b[i]);
    if (letterA && letterB) {
      return Integer.compare(a[i], b[i]);
    }
    if (letterA || letterB) {
      return letterA == afterDigit ? -1 : 1;
    }
    long start = (a[i] == '0' || b[i] == '0') && continuesNumber(i, a) ? 1 : 0;
    int endA = endOfNumber(i, a);
    int endB = endOfNumber(i, b);
    int byValue = Long.compare(number(start, i, endA, a), number(start, i, endB, b));
    if (byValue != 0) {
      return byValue;
    }
    return endA == endB ? Integer.compare(a[i], b[i]) : Integer.compare(endA, endB);
  }

  /** Whether the equal digits before hold more than zeros, so that zeros after them count. */
  private static boolean continuesNumber(int i, int[] text) {
    for (int j = i - 1; j >= 0 && Character.isDigit(text[j]); j--) {
      if (text[j] != '0') {
        return true;
      }
    }
    return false;
  }

  private static int endOfNumber(int from, int[] text) {
    int end = from;
    while (end < text.length && Character.isDigit(text[end])) {
      end++;
    }
    return end;
  }

  private static long number(long start, int from, int end, int[] text) {
    long number = start;
    for (int i = from; i < end; i++) {
      number = number * 10 + (text[i] - '0');
    }
    return number;
  }
}
