package io.github.kitrail.content.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The media type of a manifest: as the registry says, else as it says itself, else by its fields.
 */
final class DocumentType {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DocumentType() {}

  /** The type in this header if it is a manifest's; registries may answer text/plain. */
  static @Nullable String known(@Nullable String contentType) {
    if (contentType == null) {
      return null;
    }
    String type = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    return MediaTypes.MANIFESTS.contains(type) ? type : null;
  }

  static String of(@Nullable String contentType, byte[] bytes) {
    String known = known(contentType);
    if (known != null) {
      return known;
    }
    try {
      JsonNode document = JSON.readTree(bytes);
      String own = known(document.path("mediaType").asText(""));
      if (own != null) {
        return own;
      }
      if (document.path("manifests").isArray()) {
        return MediaTypes.IMAGE_INDEX;
      }
      if (document.path("config").isObject()) {
        return MediaTypes.IMAGE_MANIFEST;
      }
    } catch (IOException e) {
      // No JSON: whoever parses it will say so.
    }
    return contentType == null ? "application/octet-stream" : contentType;
  }
}
