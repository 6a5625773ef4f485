package io.github.kitrail.modelkit;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One pattern of a {@code .kitignore}: {@code *} and {@code ?} match within a name, {@code **} any
 * number of folders, {@code [a-z]} one of some characters, and a backslash takes the next character
 * as it is.
 */
final class IgnorePattern {
  private final boolean exclusion;
  private final Pattern regex;
  private final @Nullable String path;

  /**
   * @param pattern clean
   * @throws IllegalArgumentException with a phrase that says what is wrong
   */
  IgnorePattern(String pattern, boolean exclusion) {
    this(Pattern.compile(new Translation(pattern).toRegex(), Pattern.DOTALL), exclusion, null);
  }

  private IgnorePattern(Pattern regex, boolean exclusion, @Nullable String path) {
    this.regex = regex;
    this.exclusion = exclusion;
    this.path = path;
  }

  /** Matches this one path. */
  static IgnorePattern exactly(String path) {
    return new IgnorePattern(Pattern.compile(Pattern.quote(path)), false, path);
  }

  boolean isExclusion() {
    return exclusion;
  }

  boolean matchesPathOrParent(String path) {
    if (this.path != null) {
      return ContextPath.isWithin(path, this.path);
    }
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (regex.matcher(path).region(0, end).matches()) {
        return true;
      }
    }
    return false;
  }

  /** Walks through a pattern and builds the regular expression for it. */
  private static final class Translation {
    private final String pattern;
    private final StringBuilder regex = new StringBuilder();
    private int at;

    Translation(String pattern) {
      this.pattern = pattern;
    }

    String toRegex() {
      while (at < pattern.length()) {
        int c = next();
        switch (c) {
          case '*' -> star();
          case '?' -> regex.append("[^/]");
          case '[' -> characterClass();
          case '\\' -> literal(escaped());
          default -> literal(c);
        }
      }
      return regex.toString();
    }

    private void star() {
      if (at == pattern.length() || pattern.charAt(at) != '*') {
        regex.append("[^/]*");
        return;
      }
      boolean first = at == 1;
      at++;
      boolean slash = at < pattern.length() && pattern.charAt(at) == '/';
      if (slash) {
        at++;
      }
      if (at == pattern.length()) {
        regex.append(".*");
      } else if (first && !slash && isPlain(pattern.substring(at))) {
        // "**.log", unlike "a**.log", does not stop at a slash.
        regex.append(".*");
      } else {
        regex.append("(?:.*/)?");
      }
    }

    private static boolean isPlain(String rest) {
      return rest.chars().noneMatch(c -> "*?[]\\".indexOf(c) >= 0);
    }

    private void characterClass() {
      regex.append('[');
      if (at < pattern.length() && pattern.charAt(at) == '^') {
        regex.append('^');
        at++;
      }
      int start = at;
      while (at == start || at >= pattern.length() || pattern.charAt(at) != ']') {
        int low = member();
        int high = low;
        if (at < pattern.length() && pattern.charAt(at) == '-') {
          at++;
          high = member();
        }
        if (high < low) {
          throw new IllegalArgumentException("a range goes backwards");
        }
        literal(low);
        regex.append('-');
        literal(high);
      }
      at++;
      regex.append(']');
    }

    private int member() {
      if (at >= pattern.length()) {
        throw new IllegalArgumentException("a [ has no ]");
      }
      int c = next();
      if (c == '-' || c == ']') {
        throw new IllegalArgumentException("a character is missing between [ and ]");
      }
      return c == '\\' ? escaped() : c;
    }

    private int escaped() {
      if (at == pattern.length()) {
        throw new IllegalArgumentException("a character is missing after \\");
      }
      return next();
    }

    private int next() {
      int c = pattern.codePointAt(at);
      at += Character.charCount(c);
      return c;
    }

    private void literal(int c) {
      if (c < 0x80 && !Character.isLetterOrDigit(c)) {
        regex.append('\\');
      }
      regex.appendCodePoint(c);
    }
  }
}
