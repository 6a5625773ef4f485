package io.github.kitrail.deploy;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a user may set when a target is rendered.
 *
 * @param name as in {@code --set name=value}
 * @param defaultValue null when there is none; then it is empty, or must be given if required
 * @param pattern what a text that is not empty must match as a whole; null for anything
 */
public record TargetParameter(
    String name,
    String description,
    Type type,
    @Nullable String defaultValue,
    boolean required,
    @Nullable Pattern pattern) {
  /** What its value is, and so whether a template may write it without quotes. */
  public enum Type {
    TEXT,
    INTEGER,
    BOOLEAN
  }

  /** Why a text is no value for it, as the end of a sentence; empty when it is one. */
  Optional<String> problem(String text) {
    return switch (type) {
      case INTEGER ->
          text.matches("-?[0-9]{1,9}") ? Optional.empty() : Optional.of("must be a whole number");
      case BOOLEAN ->
          text.equals("true") || text.equals("false")
              ? Optional.empty()
              : Optional.of("must be true or false");
      case TEXT ->
          text.isEmpty() || pattern == null || pattern.matcher(text).matches()
              ? Optional.empty()
              : Optional.of("must match " + pattern);
    };
  }

  /** The value of a text that has no problem. */
  Object value(String text) {
    return switch (type) {
      case INTEGER -> Integer.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case TEXT -> text;
    };
  }
}
