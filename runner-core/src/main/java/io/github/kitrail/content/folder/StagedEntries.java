package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.EntryNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that has arrived, of all layers, which come side by side; no two of them may collide. */
final class StagedEntries {
  private final List<StagedEntry> all = new ArrayList<>();
  private final Map<String, StagedEntry> files = new HashMap<>();
  private final Set<String> directories = new HashSet<>();
  private final @Nullable EntryNames names;

  /**
   * @param foldsCase whether names that differ only in case are one file
   */
  StagedEntries(boolean foldsCase) {
    this.names = foldsCase ? new EntryNames() : null;
  }

  /**
   * Takes over the entries of a layer.
   *
   * @throws KitrailException HOSTILE_CONTENT when two are for one path
   */
  synchronized void add(List<StagedEntry> layer) throws KitrailException {
    for (StagedEntry entry : layer) {
      String path = entry.path();
      if (names != null) {
        names.add(path);
      }
      for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
        directories.add(path.substring(0, end));
      }
      boolean first =
          entry.isDirectory()
              ? directories.add(path) || !files.containsKey(path)
              : files.put(path, entry) == null;
      if (!first) {
        throw collision(path);
      }
      all.add(entry);
    }
    for (String path : files.keySet()) {
      if (directories.contains(path)) {
        throw collision(path);
      }
    }
  }

  synchronized List<StagedEntry> all() {
    return List.copyOf(all);
  }

  private static KitrailException collision(String path) {
    return new KitrailException(
        ErrorCode.HOSTILE_CONTENT,
        "The ModelKit has two entries for \"" + path + "\", of which one would hide the other.");
  }
}
