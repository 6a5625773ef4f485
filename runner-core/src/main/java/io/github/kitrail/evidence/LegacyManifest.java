package io.github.kitrail.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.StrictJson;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.MediaTypes;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The manifest under one of cosign 2's tags, as it looks to others like an image: each layer is a
 * piece of evidence. What others wrote into it is kept as it is, known or not.
 *
 * @param json the manifest
 * @param config its config
 */
record LegacyManifest(ObjectNode json, ObjectNode config) {
  /** Go's zero time, by which cosign keeps its artifacts the same each time. */
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final Set<String> CONFIGS =
      Set.of(CONFIG, "application/vnd.docker.container.image.v1+json");

  /** One without layers. */
  static LegacyManifest empty() {
    ObjectNode json = StrictJson.object();
    json.put("schemaVersion", 2);
    json.put("mediaType", MediaTypes.IMAGE_MANIFEST);
    json.putObject("config").put("mediaType", CONFIG);
    json.putArray("layers");
    ObjectNode config = StrictJson.object();
    config.put("architecture", "");
    config.put("created", NEVER);
    config.putArray("history");
    config.put("os", "");
    config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
    config.putObject("config");
    return new LegacyManifest(json, config);
  }

  /**
   * Reads what is under a tag.
   *
   * @param where the tag and the place, for the message
   * @throws KitrailException BAD_INPUT when that is no such artifact
   */
  static ObjectNode parse(byte[] manifest, String where) throws KitrailException {
    ObjectNode json = StrictJson.parse(manifest, "The manifest of " + where);
    String type = json.at("/config/mediaType").asText();
    if (!CONFIGS.contains(type) || !json.path("layers").isArray()) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "What is called "
              + where
              + " is not what cosign 2 keeps under such a name, and is left alone: nothing was added to it."
              + " Remove the tag when it is of no use, or sign without --legacy-tag.");
    }
    return json;
  }

  /** The config's descriptor as the manifest has it; a config of another form is made anew. */
  static LegacyManifest of(ObjectNode json, byte[] config) throws KitrailException {
    ObjectNode parsed = StrictJson.parse(config, "The config of cosign's artifact");
    int layers = json.path("layers").size();
    if (parsed.at("/rootfs/diff_ids").size() == layers && parsed.path("history").isArray()) {
      return new LegacyManifest(json, parsed);
    }
    ObjectNode anew = empty().config();
    for (JsonNode layer : json.path("layers")) {
      addTo(anew, layer.path("digest").asText());
    }
    return new LegacyManifest(json, anew);
  }

  /** Whether a layer has this digest and this annotation's value fulfils the condition. */
  boolean has(Descriptor document, String annotation, Predicate<String> wanted) {
    for (JsonNode layer : json.path("layers")) {
      String value = layer.path("annotations").path(annotation).asText();
      if (layer.path("digest").asText().equals(document.digest().toString())
          && wanted.test(value)) {
        return true;
      }
    }
    return false;
  }

  /** The same with one layer more, the last. */
  LegacyManifest with(Descriptor document, Map<String, String> annotations) {
    ObjectNode more = json.deepCopy();
    ObjectNode layer = ((ArrayNode) more.path("layers")).addObject();
    layer.put("mediaType", document.mediaType());
    layer.put("size", document.size());
    layer.put("digest", document.digest().toString());
    ObjectNode notes = layer.putObject("annotations");
    annotations.forEach(notes::put);
    ObjectNode longer = config.deepCopy();
    addTo(longer, document.digest().toString());
    Descriptor named = Descriptor.of(CONFIG, StrictJson.bytes(longer));
    ((ObjectNode) more.path("config"))
        .put("size", named.size())
        .put("digest", named.digest().toString());
    return new LegacyManifest(more, longer);
  }

  /** The layers are not compressed. */
  private static void addTo(ObjectNode config, String diffId) {
    ((ArrayNode) config.path("history")).addObject().put("created", NEVER);
    ((ArrayNode) config.at("/rootfs/diff_ids")).add(diffId);
  }

  String mediaType() {
    return json.path("mediaType").asText(MediaTypes.IMAGE_MANIFEST);
  }

  BytesBlob configBlob() {
    return BytesBlob.of(json.at("/config/mediaType").asText(), StrictJson.bytes(config));
  }

  byte[] toBytes() {
    return StrictJson.bytes(json);
  }
}
