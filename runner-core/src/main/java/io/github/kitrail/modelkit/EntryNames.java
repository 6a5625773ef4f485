package io.github.kitrail.modelkit;

import io.github.kitrail.KitrailException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The paths of the entries so far, for a file system that does not tell case, or composed and
 * decomposed accents, apart (macOS, Windows): there a second spelling would overwrite the first.
 */
public final class EntryNames {
  private final Set<String> known = new HashSet<>();
  private final Map<String, String> spellings = new HashMap<>();

  /**
   * Adds a path and the folders it lies in. The same path may come again.
   *
   * @param path as {@link EntryPath#check} returned it
   * @throws KitrailException HOSTILE_CONTENT when it, or a folder of it, is spelled differently in
   *     an earlier path
   */
  public void add(String path) throws KitrailException {
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      addOne(path.substring(0, end), path);
    }
    addOne(path, path);
  }

  private void addOne(String part, String path) throws KitrailException {
    if (!known.add(part)) {
      return;
    }
    String earlier = spellings.putIfAbsent(fold(part), part);
    if (earlier != null && !earlier.equals(part)) {
      throw EntryPath.hostile(
          path,
          "on this file system \""
              + part
              + "\" is the same as \""
              + earlier
              + "\"; unpack it where case matters");
    }
  }

  private static String fold(String path) {
    if (Ascii.isAscii(path)) {
      return path.toLowerCase(Locale.ROOT);
    }
    return Normalizer.normalize(path, Normalizer.Form.NFC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
