package io.github.kitrail.dev;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of the chat page, which lie beside this class and nowhere else. */
final class PageFiles {
  private static final Pattern NAME = Pattern.compile("/([a-z0-9-]+)\\.(html|css|js|svg)");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** A file and what it is. */
  record PageFile(byte[] content, String type) {}

  private PageFiles() {}

  /**
   * @param path of the request
   * @return null when there is no such file
   */
  static @Nullable PageFile find(String path) throws IOException {
    Matcher name = NAME.matcher(path.equals("/") ? "/index.html" : path);
    if (!name.matches()) {
      return null;
    }
    String file = name.group(1) + "." + name.group(2);
    try (InputStream in = PageFiles.class.getResourceAsStream("page/" + file)) {
      return in == null
          ? null
          : new PageFile(in.readAllBytes(), TYPES.getOrDefault(name.group(2), "text/plain"));
    }
  }
}
