package io.github.kitrail.content.registry;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Index;
import io.github.kitrail.modelkit.Manifest;
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

  /** More are refused: whoever may push could push them. */
  private static final int MOST = 10_000;

  /** A page is an index, and no larger than other manifests; there may be few on each. */
  private static final Pages.Limits LIMITS =
      new Pages.Limits(1_000, Manifest.MAX_BYTES, 32L * 1024 * 1024);

  private final Endpoint endpoint;
  private final ReferrersTag tag;

  Referrers(Endpoint endpoint, ReferrersTag tag) {
    this.endpoint = endpoint;
    this.tag = tag;
  }

  /**
   * @throws KitrailException HOSTILE_CONTENT when there are more than {@value #MOST}
   */
  List<Descriptor> list(Digest subject) throws KitrailException {
    String what = "list what refers to " + endpoint.reference(subject.toString());
    List<Descriptor> referrers = new ArrayList<>();
    boolean listed =
        new Pages(endpoint, LIMITS)
            .read(
                what,
                endpoint.uri("referrers/" + subject),
                MediaTypes.IMAGE_INDEX,
                NO_API,
                page -> {
                  byte[] bytes = page.toString().getBytes(StandardCharsets.UTF_8);
                  referrers.addAll(Index.parse(bytes).manifests());
                  requireFew(what, referrers);
                });
    if (!listed) {
      referrers.addAll(tag.list(subject));
      requireFew(what, referrers);
    }
    return referrers;
  }

  private static void requireFew(String what, List<Descriptor> referrers) throws KitrailException {
    if (referrers.size() > MOST) {
      throw new KitrailException(
          ErrorCode.HOSTILE_CONTENT,
          "Could not "
              + what
              + ": there are more than "
              + MOST
              + ", which no honest use makes; ask its owner to remove what does not belong there.");
    }
  }
}
