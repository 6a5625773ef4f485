package io.github.kitrail.deploy;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder beside the rendered one, on the same file system, that is gone in the end. */
final class Staging implements AutoCloseable {
  private final Path temporary;
  private final Path content;

  /** Inside of the folder when it is there, as its parent may be another file system. */
  Staging(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath();
    Path parent = absolute.getParent();
    Path home = Files.isDirectory(absolute) || parent == null ? absolute : parent;
    Files.createDirectories(home);
    temporary = Files.createTempDirectory(home, ".kitrail-render-");
    // A temporary directory is its owner's only; the one below has the usual permissions.
    content = Files.createDirectory(temporary.resolve("content"));
  }

  Path content() {
    return content;
  }

  /** The regular files in it, relative and with {@code /}. */
  List<String> files() throws IOException {
    List<String> files = new ArrayList<>();
    try (var paths = Files.walk(content)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (!Files.isDirectory(path)) {
          files.add(content.relativize(path).toString().replace('\\', '/'));
        }
      }
    }
    Collections.sort(files);
    return files;
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        temporary,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
