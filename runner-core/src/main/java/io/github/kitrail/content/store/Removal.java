package io.github.kitrail.content.store;

import io.github.kitrail.modelkit.Descriptor;
import java.util.List;

/**
 * What a removal did.
 *
 * @param manifest what the reference stood for
 * @param tags the tags that are gone
 * @param manifestRemoved false when other tags still name the manifest, so that it stayed
 * @param garbage what that freed
 */
public record Removal(
    Descriptor manifest, List<String> tags, boolean manifestRemoved, Garbage garbage) {
  public Removal {
    tags = List.copyOf(tags);
  }
}
