package io.github.kitrail.deploy;

/** Which of a ModelKit's files a target's folder holds, in its sub-folder {@code model/}. */
public enum Unpack {
  /** The model and its parts, those of the base ModelKits included. */
  MODEL,
  /** Everything. */
  ALL,
  /** Nothing: the target fetches the ModelKit from a registry. */
  NONE;

  /** The sub-folder's name. */
  public static final String FOLDER = "model";
}
