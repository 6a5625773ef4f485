package io.github.kitrail.content.registry;

import io.github.kitrail.KitrailException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The tags of one repository. */
final class Tags {
  private static final int PAGE = 1000;
  private static final Pages.Limits LIMITS =
      new Pages.Limits(10_000, 16 * 1024 * 1024, 64L * 1024 * 1024);

  private final Endpoint endpoint;

  Tags(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Sorted; empty for a repository that does not exist. */
  List<String> list() throws KitrailException {
    Set<String> tags = new TreeSet<>();
    new Pages(endpoint, LIMITS)
        .read(
            "list the tags of " + endpoint.display(),
            endpoint.uri("tags/list?n=" + PAGE),
            "application/json",
            Set.of(404),
            // "tags" is null in repositories whose tags were all deleted.
            page -> page.path("tags").forEach(tag -> tags.add(tag.asText())));
    return List.copyOf(tags);
  }
}
