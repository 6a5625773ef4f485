package io.github.kitrail.content.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.KitrailException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The tags of one repository. */
final class Tags {
  private static final int PAGE = 1000;

  private final Endpoint endpoint;

  Tags(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Sorted; empty for a repository that does not exist. */
  List<String> list() throws KitrailException {
    List<JsonNode> pages =
        new Pages(endpoint)
            .read(
                "list the tags of " + endpoint.display(),
                endpoint.uri("tags/list?n=" + PAGE),
                "application/json",
                Set.of(404));
    Set<String> tags = new TreeSet<>();
    for (JsonNode page : pages == null ? List.<JsonNode>of() : pages) {
      // "tags" is null in repositories whose tags were all deleted.
      page.path("tags").forEach(tag -> tags.add(tag.asText()));
    }
    return List.copyOf(tags);
  }
}
