package io.github.kitrail.content.folder;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All that is in a folder.
 *
 * @param files by path in the folder, with {@code /}; a link to a file is one where links are
 *     allowed
 * @param left paths that were left out, the highest of each
 * @param problems a sentence for each thing that is neither a file nor a folder
 */
public record FolderListing(
    SortedMap<String, Path> files, List<String> left, List<String> problems) {

  /**
   * @param links whether a symbolic link may stand for the file that it leads to
   * @param leaveOut paths to leave out, with what is below them
   * @throws KitrailException BAD_INPUT when the folder cannot be read
   */
  public static FolderListing of(Path folder, boolean links, Predicate<String> leaveOut)
      throws KitrailException {
    FolderListing listing =
        new FolderListing(new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
    try {
      Path root = folder.toRealPath();
      Files.walkFileTree(root, listing.visitor(root, links, leaveOut));
    } catch (IOException e) {
      throw DiskFailure.of("read " + folder, e);
    }
    return listing;
  }

  private SimpleFileVisitor<Path> visitor(Path root, boolean links, Predicate<String> leaveOut) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
        String name = name(root, path);
        if (!path.equals(root) && leaveOut.test(name)) {
          left.add(name);
          return FileVisitResult.SKIP_SUBTREE;
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
        String name = name(root, path);
        if (leaveOut.test(name)) {
          left.add(name);
        } else if (attributes.isRegularFile()) {
          files.put(name, path);
        } else if (!attributes.isSymbolicLink()) {
          problems.add(name + " is neither a file nor a folder");
        } else if (!links) {
          problems.add(name + " is a symbolic link");
        } else if (Files.isRegularFile(path)) {
          files.put(name, path);
        } else {
          problems.add(
              name
                  + " is a symbolic link to "
                  + (Files.isDirectory(path) ? "a folder" : "nothing"));
        }
        return FileVisitResult.CONTINUE;
      }
    };
  }

  /** The path of a file in a folder, with {@code /} on every system. */
  public static String name(Path folder, Path file) {
    String separator = file.getFileSystem().getSeparator();
    return folder.relativize(file).toString().replace(separator, "/");
  }
}
