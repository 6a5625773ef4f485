package io.github.kitrail.modelkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** OCI's JSON documents, read leniently and written as Go's encoder writes them. */
final class OciJson {
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private OciJson() {}

  static byte[] write(Manifest manifest) {
    ObjectNode node = JSON.createObjectNode();
    node.put("schemaVersion", 2);
    putUnlessNull(node, "mediaType", manifest.mediaType());
    putUnlessNull(node, "artifactType", manifest.artifactType());
    node.set("config", write(manifest.config()));
    ArrayNode layers = node.putArray("layers");
    manifest.layers().forEach(layer -> layers.add(write(layer)));
    if (manifest.subject() != null) {
      node.set("subject", write(manifest.subject()));
    }
    putUnlessEmpty(node, manifest.annotations());
    return GoJson.write(node);
  }

  static byte[] write(Index index) {
    ObjectNode node = JSON.createObjectNode();
    node.put("schemaVersion", 2);
    putUnlessNull(node, "mediaType", index.mediaType());
    ArrayNode manifests = node.putArray("manifests");
    index.manifests().forEach(manifest -> manifests.add(write(manifest)));
    putUnlessEmpty(node, index.annotations());
    return GoJson.write(node);
  }

  static ObjectNode write(Descriptor descriptor) {
    ObjectNode node = JSON.createObjectNode();
    node.put("mediaType", descriptor.mediaType());
    node.put("digest", descriptor.digest().toString());
    node.put("size", descriptor.size());
    putUnlessEmpty(node, descriptor.annotations());
    putUnlessNull(node, "artifactType", descriptor.artifactType());
    return node;
  }

  static Manifest readManifest(byte[] bytes) throws KitrailException {
    JsonNode node = read(bytes, "OCI manifest");
    if (!node.path("config").isObject()) {
      throw invalid("OCI manifest", "it has no config");
    }
    JsonNode subject = node.path("subject");
    return new Manifest(
        text(node, "mediaType"),
        text(node, "artifactType"),
        descriptor(node.path("config")),
        descriptors(node.path("layers"), "OCI manifest"),
        subject.isObject() ? descriptor(subject) : null,
        annotations(node));
  }

  static Index readIndex(byte[] bytes) throws KitrailException {
    JsonNode node = read(bytes, "OCI index");
    return new Index(
        text(node, "mediaType"),
        descriptors(node.path("manifests"), "OCI index"),
        annotations(node));
  }

  private static List<Descriptor> descriptors(JsonNode array, String document)
      throws KitrailException {
    if (!array.isArray() && !array.isNull() && !array.isMissingNode()) {
      throw invalid(document, "its list is no list");
    }
    List<Descriptor> descriptors = new ArrayList<>();
    for (JsonNode element : array) {
      descriptors.add(descriptor(element));
    }
    return descriptors;
  }

  static Descriptor descriptor(JsonNode node) throws KitrailException {
    String mediaType = text(node, "mediaType");
    String digest = text(node, "digest");
    JsonNode size = node.path("size");
    boolean hasSize = size.isIntegralNumber() && size.canConvertToLong() && size.longValue() >= 0;
    if (mediaType == null || digest == null || !hasSize) {
      throw invalid("OCI descriptor", "it needs mediaType, digest and size");
    }
    return new Descriptor(
        mediaType,
        Digest.parse(digest),
        size.longValue(),
        text(node, "artifactType"),
        annotations(node));
  }

  private static Map<String, String> annotations(JsonNode node) {
    Map<String, String> annotations = new TreeMap<>();
    node.path("annotations")
        .properties()
        .forEach(entry -> annotations.put(entry.getKey(), entry.getValue().asText()));
    return annotations;
  }

  static JsonNode read(byte[] bytes, String document) throws KitrailException {
    try {
      JsonNode node = JSON.readTree(bytes);
      if (!node.isObject()) {
        throw invalid(document, "it is no JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw invalid(document, e.getOriginalMessage());
    } catch (IOException e) {
      throw invalid(document, String.valueOf(e.getMessage()));
    }
  }

  private static KitrailException invalid(String document, String reason) {
    return new KitrailException(
        ErrorCode.BAD_INPUT, "This " + document + " cannot be read: " + reason + ".");
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
  }

  private static void putUnlessNull(ObjectNode node, String field, @Nullable String value) {
    if (value != null) {
      node.put(field, value);
    }
  }

  private static void putUnlessEmpty(ObjectNode node, Map<String, String> annotations) {
    if (!annotations.isEmpty()) {
      ObjectNode object = node.putObject("annotations");
      new TreeMap<>(annotations).forEach(object::put);
    }
  }
}
