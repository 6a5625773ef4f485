package io.github.kitrail.content.folder;

import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.UnpackFilter;
import java.util.List;

/**
 * A ModelKit that is unpacked into a folder, or what is wanted of it.
 *
 * @param kitfile its config
 * @param filters none for all, the Kitfile included
 */
public record UnpackPart(Manifest manifest, Kitfile kitfile, List<UnpackFilter> filters) {
  public UnpackPart {
    filters = List.copyOf(filters);
  }

  boolean wants(KitfileLayer layer) {
    return filters.isEmpty() || filters.stream().anyMatch(filter -> filter.matches(layer));
  }

  boolean wantsKitfile() {
    return filters.isEmpty() || filters.stream().anyMatch(UnpackFilter::matchesKitfile);
  }
}
