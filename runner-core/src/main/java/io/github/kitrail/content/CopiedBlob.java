package io.github.kitrail.content;

import io.github.kitrail.modelkit.Descriptor;

/** How a blob came to its place. */
public record CopiedBlob(Descriptor descriptor, Outcome outcome) {
  public enum Outcome {
    /** Its bytes went through here. */
    MOVED,
    /** The place took it over from another repository of its own. */
    MOUNTED,
    /** It was there. */
    SKIPPED
  }
}
