package io.github.kitrail.content.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.TransientException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Index;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * The index of referrers that clients keep themselves, under the tag {@code sha256-HEX}, where a
 * registry has no referrers API.
 *
 * <p>Nothing makes its update atomic: a registry has no conditional PUT. Within this process
 * updates wait for each other; against others, the index is compared right before it is replaced
 * and read again afterwards, which leaves a moment in which another writer's entry can be lost.
 *
 * @see <a
 *     href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#referrers-tag-schema">referrers
 *     tag schema</a>
 */
final class ReferrersTag {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Endpoint endpoint;
  private final Manifests manifests;
  private final Lock lock;

  /**
   * @param lock shared by all that update this registry
   */
  ReferrersTag(Endpoint endpoint, Manifests manifests, Lock lock) {
    this.endpoint = endpoint;
    this.manifests = manifests;
    this.lock = lock;
  }

  private static String tag(Digest subject) {
    return "sha256-" + subject.hex();
  }

  List<Descriptor> list(Digest subject) throws KitrailException {
    Manifests.Fetched index = manifests.fetch(tag(subject));
    return index == null ? List.of() : Index.parse(index.bytes()).manifests();
  }

  /** Adds a referrer to its subject's index, and keeps the others. */
  void add(Digest subject, Descriptor referrer) throws KitrailException {
    String what =
        "list " + Endpoint.label(referrer.digest()) + " in " + endpoint.reference(tag(subject));
    lock.lock();
    try {
      endpoint
          .client()
          .retrying(
              what,
              () -> {
                tryToAdd(what, subject, referrer);
                return true;
              });
    } finally {
      lock.unlock();
    }
  }

  private void tryToAdd(String what, Digest subject, Descriptor referrer)
      throws IOException, KitrailException {
    String tag = tag(subject);
    Manifests.Fetched before = manifests.fetch(tag);
    ObjectNode index = before == null ? emptyIndex() : parse(before.bytes(), tag);
    if (lists(index, referrer)) {
      return;
    }
    index.withArray("manifests").add(describe(referrer));
    if (!Objects.equals(digest(before), digest(manifests.find(tag)))) {
      throw new TransientException("somebody else is changing it", null);
    }
    manifests.put(what, tag, MediaTypes.IMAGE_INDEX, JSON.writeValueAsBytes(index));
    Manifests.Fetched after = manifests.fetch(tag);
    if (after == null || !lists(parse(after.bytes(), tag), referrer)) {
      throw new TransientException("somebody else has replaced it", null);
    }
  }

  private static @Nullable Digest digest(Manifests.@Nullable Fetched fetched) {
    return fetched == null ? null : fetched.descriptor().digest();
  }

  private static @Nullable Digest digest(@Nullable Descriptor descriptor) {
    return descriptor == null ? null : descriptor.digest();
  }

  private static boolean lists(JsonNode index, Descriptor referrer) {
    for (JsonNode entry : index.path("manifests")) {
      if (entry.path("digest").asText().equals(referrer.digest().toString())) {
        return true;
      }
    }
    return false;
  }

  private static ObjectNode emptyIndex() {
    ObjectNode index = JSON.createObjectNode();
    index.put("schemaVersion", 2).put("mediaType", MediaTypes.IMAGE_INDEX);
    index.putArray("manifests");
    return index;
  }

  /** As a tree, so that what others wrote is kept whether we know it or not. */
  private ObjectNode parse(byte[] bytes, String tag) throws IOException, KitrailException {
    JsonNode index = JSON.readTree(bytes);
    if (index instanceof ObjectNode object && object.path("manifests") instanceof ArrayNode) {
      return object;
    }
    throw new KitrailException(
        ErrorCode.TRANSFER_FAILED,
        endpoint.reference(tag) + " is no index of referrers, so none was added to it.");
  }

  private static ObjectNode describe(Descriptor referrer) {
    ObjectNode node = JSON.createObjectNode();
    node.put("mediaType", referrer.mediaType());
    node.put("digest", referrer.digest().toString());
    node.put("size", referrer.size());
    if (!referrer.annotations().isEmpty()) {
      ObjectNode annotations = node.putObject("annotations");
      new TreeMap<>(referrer.annotations()).forEach(annotations::put);
    }
    if (referrer.artifactType() != null) {
      node.put("artifactType", referrer.artifactType());
    }
    return node;
  }
}
