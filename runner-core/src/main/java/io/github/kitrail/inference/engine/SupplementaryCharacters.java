package io.github.kitrail.inference.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * Stands private characters in for emoji and the like. java-llama.cpp 4.2.0 returns the applied
 * chat template through JNI's NewStringUTF, which knows no characters beyond U+FFFF: it garbles
 * them and cuts the text.
 */
final class SupplementaryCharacters {
  private static final char FIRST_PRIVATE = '\uE000';
  private static final char LAST_PRIVATE = '\uF8FF';

  private final String taken;
  private final Map<Integer, Character> standIns = new HashMap<>();
  private final Map<Character, Integer> originals = new HashMap<>();
  private char next = FIRST_PRIVATE;

  /**
   * @param taken what holds every character that may not be a stand-in
   */
  SupplementaryCharacters(String taken) {
    this.taken = taken;
  }

  String replace(String text) {
    StringBuilder replaced = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isSupplementaryCodePoint(c)) {
                replaced.append(standIn(c));
              } else {
                replaced.append((char) c);
              }
            });
    return replaced.toString();
  }

  String restore(String text) {
    StringBuilder restored = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      Integer original = originals.get(text.charAt(i));
      restored.appendCodePoint(original == null ? text.charAt(i) : original);
    }
    return restored.toString();
  }

  private char standIn(int codePoint) {
    Character known = standIns.get(codePoint);
    if (known != null) {
      return known;
    }
    while (taken.indexOf(next) >= 0) {
      next++;
    }
    if (next > LAST_PRIVATE) {
      throw new IllegalArgumentException("the messages hold too many different emoji");
    }
    standIns.put(codePoint, next);
    originals.put(next, codePoint);
    return next++;
  }
}
