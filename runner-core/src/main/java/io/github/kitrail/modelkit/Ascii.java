package io.github.kitrail.modelkit;

/** The characters that every system and every format agrees on. */
final class Ascii {
  private static final char END = 0x80;

  private Ascii() {}

  /** Whether there are no others in the text. */
  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= END) {
        return false;
      }
    }
    return true;
  }
}
