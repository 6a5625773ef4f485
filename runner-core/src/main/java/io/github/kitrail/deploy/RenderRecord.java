package io.github.kitrail.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What we wrote into a folder, kept in it, so that the next time we know our own files from others.
 * Its name ends in no suffix that kubectl would read.
 *
 * @param modelKit the digest of what was rendered
 * @param files path to {@link Fingerprint}
 */
record RenderRecord(String target, String modelKit, Map<String, String> files) {
  static final String FILE = ".kitrail-render";

  private static final ObjectMapper JSON = new ObjectMapper();

  RenderRecord {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** The folder's record; an empty one when there is none that can be read. */
  static RenderRecord in(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return new RenderRecord("", "", files);
    }
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      for (Map.Entry<String, JsonNode> entry : root.path("files").properties()) {
        // Somebody else may have written it, and we delete by it.
        if (SafePath.problem(entry.getKey()).isEmpty()) {
          files.put(entry.getKey(), entry.getValue().asText());
        }
      }
      return new RenderRecord(root.path("target").asText(), root.path("modelKit").asText(), files);
    } catch (JsonProcessingException e) {
      // Then nothing in the folder counts as ours, and nothing is lost.
      return new RenderRecord("", "", Map.of());
    }
  }

  void writeTo(Path directory) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("schemaVersion", 1).put("target", target).put("modelKit", modelKit);
    ObjectNode list = root.putObject("files");
    files.forEach(list::put);
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    Files.writeString(directory.resolve(FILE), text + "\n");
  }
}
