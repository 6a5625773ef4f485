package io.github.kitrail.content.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Index;
import io.github.kitrail.modelkit.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What refers to a manifest: asked from the referrers API, or where a registry has none, read from
 * the index that clients keep under a tag.
 *
 * @see <a
 *     href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-referrers">listing
 *     referrers</a>
 */
final class Referrers {
  // 404 says the specification; the others are what older registries and their proxies answer.
  private static final Set<Integer> NO_API = Set.of(400, 404, 405, 406, 501);

  private final Endpoint endpoint;
  private final ReferrersTag tag;

  Referrers(Endpoint endpoint, ReferrersTag tag) {
    this.endpoint = endpoint;
    this.tag = tag;
  }

  List<Descriptor> list(Digest subject) throws KitrailException {
    String what = "list what refers to " + endpoint.reference(subject.toString());
    List<JsonNode> pages =
        new Pages(endpoint)
            .read(what, endpoint.uri("referrers/" + subject), MediaTypes.IMAGE_INDEX, NO_API);
    if (pages == null) {
      return tag.list(subject);
    }
    List<Descriptor> referrers = new ArrayList<>();
    for (JsonNode page : pages) {
      byte[] bytes = page.toString().getBytes(StandardCharsets.UTF_8);
      referrers.addAll(Index.parse(bytes).manifests());
    }
    return referrers;
  }
}
