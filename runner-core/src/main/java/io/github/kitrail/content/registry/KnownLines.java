package io.github.kitrail.content.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values that one process leaves to the next, in a file that nobody else may read: a line
 * for each, the newest last. What is damaged, or cannot be written, is simply not remembered; of
 * several processes the last one wins.
 */
final class KnownLines {
  private static final int MAX = 2000;
  private static final int MAX_BYTES = 2 << 20;

  private final @Nullable Path directory;
  private final String name;
  private final Pattern line;
  private final Map<String, String> values = new LinkedHashMap<>();
  private boolean loaded;
  private boolean changed;

  /**
   * @param directory null to remember until the end of the process
   * @param name of the file
   * @param line two groups, key and value, with one blank between them
   */
  KnownLines(@Nullable Path directory, String name, Pattern line) {
    this.directory = directory;
    this.name = name;
    this.line = line;
  }

  synchronized @Nullable String get(String key) {
    load();
    return values.get(key);
  }

  synchronized void put(String key, String value) {
    load();
    changed |= !value.equals(values.remove(key));
    values.put(key, value);
  }

  synchronized void remove(String key) {
    load();
    changed |= values.remove(key) != null;
  }

  private void load() {
    if (!loaded && directory != null) {
      Path file = directory.resolve(name);
      try {
        if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
          Files.readAllLines(file).forEach(this::add);
        }
      } catch (IOException e) {
        // Nothing is remembered then.
      }
    }
    loaded = true;
  }

  private void add(String text) {
    Matcher parts = line.matcher(text);
    if (parts.matches()) {
      values.put(parts.group(1), parts.group(2));
    }
  }

  /** Writes all down, the newest if there are too many. */
  synchronized void save() {
    Path place = directory;
    if (!changed || place == null) {
      return;
    }
    Iterator<String> oldest = values.keySet().iterator();
    for (int tooMany = values.size() - MAX; tooMany > 0; tooMany--) {
      oldest.next();
      oldest.remove();
    }
    StringBuilder text = new StringBuilder();
    values.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
    Path beside = place.resolve(name + "-" + UUID.randomUUID());
    try {
      PrivateFiles.createDirectories(place);
      try (FileChannel channel = PrivateFiles.open(beside)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      Path file = place.resolve(name);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      changed = false;
    } catch (IOException e) {
      // Then the next process has to find it out again.
    }
  }
}
