package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.evidence.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a client has of a TUF repository: the metadata of each role and the targets it has fetched.
 *
 * @param texts by name, such as {@code timestamp.json} or {@code targets/trusted_root.json}; all
 *     are JSON
 */
record TufFiles(Map<String, String> texts) {
  /** The metadata that must not be out of date. */
  private static final List<String> ROLES = List.of("root", "timestamp", "snapshot", "targets");

  TufFiles {
    texts = Map.copyOf(texts);
  }

  static TufFiles none() {
    return new TufFiles(Map.of());
  }

  /** All files of a directory and of the directories in it. */
  static TufFiles in(Path directory) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(file).toString().replace('\\', '/');
        texts.put(name, Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    return new TufFiles(texts);
  }

  void writeTo(Path directory) throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = directory.resolve(text.getKey());
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, text.getValue(), StandardCharsets.UTF_8);
    }
  }

  /** When the first of the roles goes out of date; empty when one is missing or says nothing. */
  Optional<Instant> expires() {
    Instant first = Instant.MAX;
    for (String role : ROLES) {
      try {
        Instant expires = OffsetDateTime.parse(signed(role).path("expires").asText()).toInstant();
        first = expires.isBefore(first) ? expires : first;
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
    return Optional.of(first);
  }

  /** Whether no role of this is older than there. */
  boolean isAtLeast(TufFiles other) {
    return List.of("root", "timestamp").stream()
        .allMatch(role -> version(role) >= other.version(role));
  }

  private long version(String role) {
    return signed(role).path("version").asLong();
  }

  private JsonNode signed(String role) {
    String text = texts.get(role + ".json");
    try {
      ObjectNode json =
          text == null
              ? StrictJson.object()
              : StrictJson.parse(text.getBytes(StandardCharsets.UTF_8), role);
      return json.path("signed");
    } catch (KitrailException e) {
      return StrictJson.object();
    }
  }
}
