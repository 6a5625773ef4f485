package io.github.kitrail.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** All that is in a folder, to be compared with what is there later. */
public final class FolderContents {
  private FolderContents() {}

  /** The bytes of each file as text, by its path; empty for folders and links. */
  public static Map<String, String> of(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        contents.put(
            folder.relativize(path).toString(),
            file ? Files.readString(path, StandardCharsets.ISO_8859_1) : "");
      }
    }
    return contents;
  }
}
