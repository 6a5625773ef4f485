package io.github.kitrail.content.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.content.layout.DescriptorJson;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** kit's {@code …-tags.json}: an object with a descriptor for each tag, sorted as Go sorts. */
final class TagsDocument {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TreeMap<String, Descriptor> tags = new TreeMap<>();

  static TagsDocument read(Path file) throws KitrailException {
    TagsDocument document = new TagsDocument();
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      for (Map.Entry<String, JsonNode> tag : root.properties()) {
        document.tags.put(tag.getKey(), DescriptorJson.read(tag.getValue()));
      }
      return document;
    } catch (NoSuchFileException e) {
      return document;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, file + " is damaged: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw DiskFailure.of("read " + file, e);
    } catch (KitrailException e) {
      throw new KitrailException(ErrorCode.BAD_INPUT, file + " is damaged: " + e.getMessage(), e);
    }
  }

  Optional<Descriptor> get(String tag) {
    return Optional.ofNullable(tags.get(tag));
  }

  /** All tags, or those of one manifest, sorted. */
  List<String> names() {
    return List.copyOf(tags.keySet());
  }

  List<String> namesOf(Digest manifest) {
    return tags.entrySet().stream()
        .filter(tag -> tag.getValue().digest().equals(manifest))
        .map(Map.Entry::getKey)
        .toList();
  }

  void put(String tag, Descriptor manifest) {
    tags.put(tag, manifest);
  }

  boolean remove(String tag) {
    return tags.remove(tag) != null;
  }

  boolean isEmpty() {
    return tags.isEmpty();
  }

  byte[] toBytes() {
    ObjectNode root = JSON.createObjectNode();
    tags.forEach((tag, manifest) -> root.set(tag, DescriptorJson.write(manifest)));
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }
}
