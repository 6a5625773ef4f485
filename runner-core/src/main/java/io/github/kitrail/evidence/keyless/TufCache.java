package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.layout.LayoutLock;
import io.github.kitrail.evidence.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Keeps a TUF repository's files between commands, all of them in one file that is replaced in one
 * step: whoever reads it while others write, or after a crash, reads files that belong together.
 * What cannot be read counts as nothing kept, and where nothing can be written nothing is kept.
 */
final class TufCache {
  private static final int VERSION = 1;

  /** Nothing that leads out of the directory that the files are written to. */
  private static final Pattern NAME = Pattern.compile("(targets/)?[A-Za-z0-9][A-Za-z0-9._%-]*");

  private final Path directory;
  private final Path file;

  TufCache(Path directory) {
    this.directory = directory;
    this.file = directory.resolve("public-instance.json");
  }

  TufFiles read() {
    try {
      ObjectNode json = StrictJson.parse(Files.readAllBytes(file), "The kept trust");
      if (json.path("version").asInt() != VERSION) {
        return TufFiles.none();
      }
      Map<String, String> texts = new TreeMap<>();
      for (Map.Entry<String, JsonNode> text : json.path("files").properties()) {
        if (NAME.matcher(text.getKey()).matches()) {
          texts.put(text.getKey(), text.getValue().asText());
        }
      }
      return new TufFiles(texts);
    } catch (IOException | KitrailException e) {
      return TufFiles.none();
    }
  }

  /** Unless another process has written something newer meanwhile. */
  void write(TufFiles files) {
    try {
      Files.createDirectories(directory);
      new LayoutLock(directory.resolve("lock"))
          .run(
              () -> {
                if (files.isAtLeast(read())) {
                  replace(files);
                }
                return file;
              });
    } catch (IOException | KitrailException e) {
      // A home that is read-only, a full disk: next time it is fetched anew.
    }
  }

  private void replace(TufFiles files) throws IOException {
    ObjectNode json = StrictJson.object();
    json.put("version", VERSION);
    ObjectNode texts = json.putObject("files");
    new TreeMap<>(files.texts()).forEach(texts::put);
    Path fresh = Files.createTempFile(directory, "public-instance", ".new");
    try {
      Files.write(fresh, StrictJson.bytes(json));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
