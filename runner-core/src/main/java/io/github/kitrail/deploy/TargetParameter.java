package io.github.kitrail.deploy;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a user may set when a target is rendered.
 *
 * @param name as in {@code --set name=value}
 * @param defaultValue null when there is none; then it is empty, or must be given if required
 * @param pattern what a text that is not empty must look like; null for anything
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
}
