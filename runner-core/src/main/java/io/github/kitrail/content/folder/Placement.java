package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.content.folder.TargetFolder.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves what is staged into its place. When one move fails, all are taken back, so that the folder
 * is as it was.
 */
final class Placement {
  /** What takes a step back. */
  private interface Undo {
    void run() throws IOException;
  }

  private static final int OWNER_ALL = 0700;

  private final TargetFolder target;
  private final StagingDirectory staging;
  private final Deque<Undo> done = new ArrayDeque<>();
  private final List<String> placed = new ArrayList<>();

  Placement(TargetFolder target, StagingDirectory staging) {
    this.target = target;
    this.staging = staging;
  }

  /**
   * @return the paths of the files that are in place now
   */
  List<String> run(List<StagedEntry> entries) throws KitrailException {
    Map<String, Integer> permissions = new HashMap<>();
    for (StagedEntry entry : entries) {
      if (entry.isDirectory()) {
        permissions.put(entry.path(), entry.permissions());
      }
    }
    try {
      Abandoned.writeMoves(staging.path(), moves(entries));
      for (StagedEntry entry : entries) {
        place(entry, permissions);
      }
      Abandoned.forgetMoves(staging.path());
      return List.copyOf(placed);
    } catch (IOException e) {
      KitrailException failure = DiskFailure.of("unpack into " + target.directory(), e);
      throw takeBack(failure);
    } catch (KitrailException e) {
      throw takeBack(e);
    }
  }

  /** What whoever comes after a kill has to take back. */
  private static List<Abandoned.Move> moves(List<StagedEntry> entries) throws IOException {
    List<Abandoned.Move> moves = new ArrayList<>();
    for (StagedEntry entry : entries) {
      Path staged = entry.staged();
      if (staged != null) {
        moves.add(Abandoned.Move.of(staged, entry.path()));
      }
    }
    return moves;
  }

  private void place(StagedEntry entry, Map<String, Integer> permissions)
      throws IOException, KitrailException {
    String path = entry.path();
    // Asked again: others may have written into the folder since the entry arrived.
    Place place = target.placeFor(path, entry.isDirectory());
    makeParents(path, permissions);
    Path staged = entry.staged();
    if (staged == null) {
      makeDirectory(path, permissions);
    } else if (place != Place.LEAVE) {
      Path file = target.resolve(path);
      if (place == Place.REPLACE) {
        Path aside = staging.putAside(file, path);
        done.push(() -> Files.move(aside, file));
      }
      Files.move(staged, file);
      done.push(() -> Files.delete(file));
      placed.add(path);
    }
  }

  private void makeParents(String path, Map<String, Integer> permissions)
      throws IOException, KitrailException {
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      makeDirectory(path.substring(0, end), permissions);
    }
  }

  private void makeDirectory(String path, Map<String, Integer> permissions)
      throws IOException, KitrailException {
    Path directory = target.resolve(path);
    if (Files.isDirectory(directory)) {
      return;
    }
    try {
      int mode = permissions.getOrDefault(path, 0777) | OWNER_ALL;
      Files.createDirectory(directory, Permissions.attribute(mode));
    } catch (UnsupportedOperationException e) {
      Files.createDirectory(directory);
    }
    done.push(() -> Files.delete(directory));
  }

  private KitrailException takeBack(KitrailException failure) {
    List<IOException> left = new ArrayList<>();
    for (Undo undo : done) {
      try {
        undo.run();
      } catch (IOException e) {
        left.add(e);
      }
    }
    if (left.isEmpty()) {
      return failure;
    }
    staging.keep();
    KitrailException worse =
        new KitrailException(
            ErrorCode.TRANSFER_FAILED,
            failure.getMessage()
                + " Not all of it could be taken back: "
                + DiskFailure.reason(left.get(0))
                + ". Files that were replaced are in "
                + staging.path()
                + ".",
            failure);
    left.forEach(worse::addSuppressed);
    return worse;
  }
}
