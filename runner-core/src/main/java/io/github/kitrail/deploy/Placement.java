package io.github.kitrail.deploy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Moves staged files into their folder; other people's files stay unless they were told to go. */
final class Placement {
  private static final int NAMED_IN_MESSAGE = 10;

  private final Path directory;
  private final RenderRecord before;
  private final RenderRecord after;

  Placement(Path directory, RenderRecord before, RenderRecord after) {
    this.directory = directory;
    this.before = before;
    this.after = after;
  }

  /**
   * Refuses before anything is touched.
   *
   * @param overwrite whether other people's files may go
   * @throws KitrailException BAD_INPUT that names the files in the way
   */
  void check(boolean overwrite) throws KitrailException, IOException {
    List<String> inTheWay = new ArrayList<>();
    for (Map.Entry<String, String> file : after.files().entrySet()) {
      requireFolders(file.getKey());
      if (Files.isDirectory(directory.resolve(file.getKey()), LinkOption.NOFOLLOW_LINKS)) {
        throw inTheWay(file.getKey() + " is a folder");
      }
      if (isForeign(file.getKey(), file.getValue())) {
        inTheWay.add(file.getKey());
      }
    }
    for (String obsolete : obsolete()) {
      requireFolders(obsolete);
      if (isForeign(obsolete, "")) {
        inTheWay.add(obsolete);
      }
    }
    if (!overwrite && !inTheWay.isEmpty()) {
      int named = Math.min(NAMED_IN_MESSAGE, inTheWay.size());
      int more = inTheWay.size() - named;
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not render into "
              + directory
              + ": it has files that were edited since, or that Kitrail did not write: "
              + String.join(", ", inTheWay.subList(0, named))
              + (more == 0 ? "" : " and " + more + " more")
              + ". Keep them by rendering into another folder, or replace them with --overwrite.");
    }
  }

  /** Moves everything. */
  void place(Path staged) throws IOException {
    if (Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
      after.writeTo(staged);
      Files.move(staged, directory);
      return;
    }
    for (String path : after.files().keySet()) {
      Path target = directory.resolve(path);
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.move(staged.resolve(path), target, StandardCopyOption.REPLACE_EXISTING);
    }
    for (String path : obsolete()) {
      Files.deleteIfExists(directory.resolve(path));
      deleteEmptyParents(directory.resolve(path));
    }
    after.writeTo(directory);
  }

  private List<String> obsolete() {
    return before.files().keySet().stream()
        .filter(path -> !after.files().containsKey(path))
        .toList();
  }

  private boolean isForeign(String path, String wanted) throws IOException {
    Path file = directory.resolve(path);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    String written = before.files().get(path);
    return !Fingerprint.matches(file, wanted)
        && (written == null || !Fingerprint.matches(file, written));
  }

  /** A link among the parents would take us out of the folder. */
  private void requireFolders(String path) throws KitrailException {
    Path parent = directory;
    String[] segments = path.split("/");
    for (int i = 0; i < segments.length - 1; i++) {
      parent = parent.resolve(segments[i]);
      boolean there = Files.exists(parent, LinkOption.NOFOLLOW_LINKS);
      if (there && !Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
        throw inTheWay(directory.relativize(parent) + " is a link or a file");
      }
    }
  }

  private KitrailException inTheWay(String what) {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        "Could not render into " + directory + ": " + what + " there, and must go first.");
  }

  private void deleteEmptyParents(Path file) throws IOException {
    Path folder = file.getParent();
    while (folder != null && !folder.equals(directory) && Files.isDirectory(folder)) {
      try (var entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          return;
        }
      }
      Files.delete(folder);
      folder = folder.getParent();
    }
  }
}
