package io.github.kitrail.deploy;

import java.util.List;
import java.util.Optional;

/** Relative paths that stay where they start. */
final class SafePath {
  private SafePath() {}

  /** Why this is none, as the end of a sentence; empty when it is one. */
  static Optional<String> problem(String path) {
    if (path.isEmpty() || path.startsWith("/") || path.matches("[A-Za-z]:.*")) {
      return Optional.of("is not a relative path");
    }
    if (path.indexOf('\\') >= 0) {
      return Optional.of("has a backslash; write paths with /");
    }
    if (path.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("has a control character");
    }
    for (String segment : path.split("/", -1)) {
      if (List.of("", ".", "..").contains(segment)) {
        return Optional.of("is not a plain path inside of the folder");
      }
    }
    return Optional.empty();
  }
}
