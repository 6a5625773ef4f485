package io.github.kitrail.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives what a step has written in the workspace, and in the home that the steps of a job share, to
 * the owner of these folders: a container runs as root, and a runner that does not cannot clean up
 * after it.
 *
 * @see <a href="https://github.com/actions/runner/issues/434">actions/runner#434</a>
 */
final class WorkspaceOwner {
  private final List<Path> roots = new ArrayList<>();
  private final Set<Path> before = new HashSet<>();
  private final @Nullable UserPrincipal self;

  /** Notes which files are ours already: those are left as they are. */
  WorkspaceOwner(Map<String, String> env) throws IOException {
    self = self();
    if (self == null) {
      return;
    }
    for (String variable : List.of("GITHUB_WORKSPACE", "HOME")) {
      String folder = env.getOrDefault(variable, "");
      if (!folder.isBlank() && Files.isDirectory(Path.of(folder))) {
        Path root = Path.of(folder).toAbsolutePath();
        if (!owner(root).owner().equals(self)) {
          roots.add(root);
          ours(root, before::add);
        }
      }
    }
  }

  /** Gives away what is new. */
  void handBack() throws IOException {
    for (Path root : roots) {
      PosixFileAttributes owner = owner(root);
      List<Path> written = new ArrayList<>();
      ours(root, written::add);
      for (Path path : written) {
        if (!before.contains(path)) {
          PosixFileAttributeView view =
              Files.getFileAttributeView(
                  path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
          view.setOwner(owner.owner());
          view.setGroup(owner.group());
        }
      }
    }
  }

  /** Whom a new file belongs to; null where files have no such owner. */
  private static @Nullable UserPrincipal self() throws IOException {
    Path probe = Files.createTempFile("kitrail", "owner");
    try {
      boolean posix = probe.getFileSystem().supportedFileAttributeViews().contains("posix");
      return posix ? owner(probe).owner() : null;
    } finally {
      Files.delete(probe);
    }
  }

  private static PosixFileAttributes owner(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** All that is ours below the folder; links are not followed, and git's own is left alone. */
  private void ours(Path root, Consumer<Path> found) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            if (directory.endsWith(".git")) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            return visitFile(directory, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (owner(file).owner().equals(self)) {
              found.accept(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
