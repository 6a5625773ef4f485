package io.github.kitrail.content.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest or an index refers to, with the entry that lists of referrers have for it.
 *
 * @param digest the manifest referred to
 * @param referrer with artifact type and annotations, as the specification wants them listed
 */
record Subject(Digest digest, Descriptor referrer) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Null when it refers to nothing. */
  static @Nullable Subject of(Descriptor manifest, byte[] bytes) throws KitrailException {
    JsonNode document;
    try {
      document = JSON.readTree(bytes);
    } catch (IOException e) {
      return null;
    }
    String digest = document.path("subject").path("digest").asText("");
    if (digest.isEmpty()) {
      return null;
    }
    String config = document.path("config").path("mediaType").asText("");
    String artifactType = document.path("artifactType").asText(config);
    Map<String, String> annotations = new TreeMap<>();
    document
        .path("annotations")
        .properties()
        .forEach(entry -> annotations.put(entry.getKey(), entry.getValue().asText()));
    Descriptor referrer =
        new Descriptor(
            manifest.mediaType(),
            manifest.digest(),
            manifest.size(),
            artifactType.isEmpty() ? null : artifactType,
            annotations);
    return new Subject(Digest.parse(digest), referrer);
  }
}
