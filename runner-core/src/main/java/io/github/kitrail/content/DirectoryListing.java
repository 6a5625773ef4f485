package io.github.kitrail.content;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is in a directory, with failures as {@link IOException} only. */
public final class DirectoryListing {
  private DirectoryListing() {}

  /**
   * Direct children in no order; none when the directory does not exist.
   *
   * @param glob which names, such as {@code *} or {@code *.json}
   */
  public static List<Path> of(Path directory, String glob) throws IOException {
    List<Path> children = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> stream = open(directory, glob)) {
        stream.forEach(children::add);
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    return children;
  }

  /** Without a pattern there is nothing to match, which counts with thousands of files. */
  private static DirectoryStream<Path> open(Path directory, String glob) throws IOException {
    return glob.equals("*")
        ? Files.newDirectoryStream(directory)
        : Files.newDirectoryStream(directory, glob);
  }

  /** The name alone; never null, unlike a root's. */
  public static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
