package io.github.kitrail.content.folder;

/**
 * What becomes of files that are in the folder already; without either option they fail the unpack.
 *
 * @param overwrite they are replaced
 * @param ignoreExisting they stay, and what the ModelKit has in their place is left out; comes
 *     before {@code overwrite}, as with kit
 */
public record UnpackOptions(boolean overwrite, boolean ignoreExisting) {
  public static final UnpackOptions NONE = new UnpackOptions(false, false);
}
