package io.github.kitrail.content.folder;

import io.github.kitrail.content.DirectoryListing;
import io.github.kitrail.modelkit.Digest;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * A staging directory whose process is dead. What was put aside goes back, what was put in place
 * comes out again, and the beginnings of layers are there for whoever unpacks them next.
 *
 * @param directory the staging directory, ours by now
 */
record Abandoned(Path directory) {
  static final String REPLACED = "replaced";
  private static final String PLACEMENT = "placement";

  /**
   * A file on its way from the staging directory to its place.
   *
   * @param file tells it from one that somebody wrote there since
   */
  record Move(Path staged, String path, String file) {
    static Move of(Path staged, String path) throws IOException {
      return new Move(staged, path, identify(staged));
    }

    /** The same before and after a move; another one once the file was written to. */
    private static String identify(Path file) throws IOException {
      FileStat stat = FileStat.of(file);
      return stat.kind() + " " + stat.size() + " " + stat.modified() + " " + stat.identity();
    }

    private boolean isDone(Path placed) throws IOException {
      return Files.notExists(staged)
          && Files.isRegularFile(placed, LinkOption.NOFOLLOW_LINKS)
          && identify(placed).equals(file);
    }
  }

  /** Writes down what is about to be moved, until {@link #forgetMoves}. */
  static void writeMoves(Path staging, List<Move> moves) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(
            new java.io.BufferedOutputStream(Files.newOutputStream(staging.resolve(PLACEMENT))))) {
      for (Move move : moves) {
        out.writeUTF(String.valueOf(move.staged().getFileName()));
        out.writeUTF(move.path());
        out.writeUTF(move.file());
      }
    }
  }

  static void forgetMoves(Path staging) throws IOException {
    Files.deleteIfExists(staging.resolve(PLACEMENT));
  }

  /** Makes the target what it was before; what somebody changed since stays. */
  void takeBack(Path target) throws IOException {
    for (Move move : moves()) {
      Path placed = target.resolve(move.path()).normalize();
      if (placed.startsWith(target) && move.isDone(placed)) {
        Files.move(placed, move.staged());
      }
    }
    restore(target, directory.resolve(REPLACED));
    forgetMoves(directory);
  }

  private List<Move> moves() throws IOException {
    List<Move> moves = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(directory.resolve(PLACEMENT)))) {
      while (true) {
        String name = in.readUTF();
        String path = in.readUTF();
        String file = in.readUTF();
        if (name.matches("[0-9]{1,18}")) {
          moves.add(new Move(directory.resolve(name), path, file));
        }
      }
    } catch (EOFException | NoSuchFileException e) {
      return moves;
    }
  }

  /** A process that was killed among its last moves may have left a file's place empty. */
  private static void restore(Path target, Path replaced) throws IOException {
    if (!Files.isDirectory(replaced)) {
      return;
    }
    Files.walkFileTree(
        replaced,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path original = target.resolve(replaced.relativize(file).toString());
            if (Files.notExists(original)) {
              Files.move(file, original);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The journals of this layer. */
  List<Path> journals(Digest layer) throws IOException {
    return DirectoryListing.of(directory, layer.hex() + LayerJournal.SUFFIX);
  }

  /** Whether there is anything of use for the next one. */
  boolean hasJournals() throws IOException {
    return !DirectoryListing.of(directory, "*" + LayerJournal.SUFFIX).isEmpty();
  }
}
