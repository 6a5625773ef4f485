package io.github.kitrail.content.registry.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads {@code WWW-Authenticate}: several challenges in one header or in several, quoted strings
 * with commas and escapes. What cannot be read ends its header; the challenges before it count.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110 (was 7235)</a>
 */
final class ChallengeParser {
  private final String text;
  private int at;

  private ChallengeParser(String text) {
    this.text = text;
  }

  static List<Challenge> parse(List<String> headers) {
    List<Challenge> challenges = new ArrayList<>();
    for (String header : headers) {
      new ChallengeParser(header).readInto(challenges);
    }
    return challenges;
  }

  private void readInto(List<Challenge> challenges) {
    skipSpacesAndCommas();
    String scheme = token();
    while (!scheme.isEmpty()) {
      Map<String, String> parameters = new LinkedHashMap<>();
      String next = parameters(parameters);
      challenges.add(new Challenge(scheme, parameters));
      scheme = next;
    }
  }

  /** Reads parameters until a word follows that has none of its own: the next scheme. */
  private String parameters(Map<String, String> parameters) {
    while (true) {
      skipSpacesAndCommas();
      String name = token();
      int afterName = at;
      skipSpaces();
      if (name.isEmpty() || at >= text.length() || text.charAt(at) != '=') {
        at = afterName;
        return name;
      }
      at++;
      skipSpaces();
      String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
      parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
    }
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
      at++;
    }
    at = Math.min(at + 1, text.length());
    return value.toString();
  }

  /** A word; wider than the RFC's, as some servers do not quote what they should. */
  private String token() {
    int start = at;
    while (at < text.length() && " \t,=\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skipSpaces() {
    while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void skipSpacesAndCommas() {
    while (at < text.length() && " \t,".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
