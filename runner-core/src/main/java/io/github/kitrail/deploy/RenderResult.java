package io.github.kitrail.deploy;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was laid out.
 *
 * @param target the target's name
 * @param path the folder
 * @param files what it holds now by this, relative and with {@code /}, the model's files included
 * @param deployable whether it starts as it is
 * @param reason why it is not deployable, and what to do; null when it is
 * @param warnings what the target could not carry over, as sentences
 */
public record RenderResult(
    String target,
    Path path,
    List<String> files,
    boolean deployable,
    @Nullable String reason,
    List<String> warnings) {
  public RenderResult {
    files = List.copyOf(files);
    warnings = List.copyOf(warnings);
  }
}
