package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.content.folder.FileStat.Kind;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder that is unpacked into, and what is in it already. Links in it are never followed. */
final class TargetFolder {
  /** What is to be done for a path. */
  enum Place {
    FREE,
    /** A folder that is there, or a file that shall stay. */
    LEAVE,
    REPLACE
  }

  private final Path directory;
  private final UnpackOptions options;

  /**
   * @param directory absolute
   */
  TargetFolder(Path directory, UnpackOptions options) {
    this.directory = directory;
    this.options = options;
  }

  Path directory() {
    return directory;
  }

  /** Whether files that are there stay, so that not all of the ModelKit is written. */
  boolean keepsExisting() {
    return options.ignoreExisting();
  }

  /**
   * @param path checked and clean
   */
  Path resolve(String path) throws KitrailException {
    try {
      return directory.resolve(path);
    } catch (InvalidPathException e) {
      throw conflict(
          path,
          "this system cannot have a file of that name ("
              + e.getReason()
              + "); on Linux try with"
              + " LC_ALL=C.UTF-8");
    }
  }

  /**
   * @throws KitrailException BAD_INPUT when something is in the way
   */
  Place placeFor(String path, boolean isDirectory) throws KitrailException {
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      String folder = path.substring(0, end);
      FileStat stat = stat(folder);
      if (stat == null) {
        return Place.FREE;
      }
      if (stat.kind() != Kind.DIRECTORY) {
        throw conflict(path, folder + " is " + words(stat.kind()) + " there, not a folder");
      }
    }
    FileStat stat = stat(path);
    if (stat == null) {
      return Place.FREE;
    }
    if (stat.kind() == Kind.LINK || stat.kind() == Kind.OTHER) {
      throw conflict(path, "it is " + words(stat.kind()) + " there");
    }
    if (isDirectory) {
      if (stat.kind() != Kind.DIRECTORY) {
        throw conflict(path, "it is a file there, and a folder in the ModelKit");
      }
      return Place.LEAVE;
    }
    return placeForFile(path, stat.kind());
  }

  private Place placeForFile(String path, Kind existing) throws KitrailException {
    if (options.ignoreExisting()) {
      return Place.LEAVE;
    }
    if (existing == Kind.DIRECTORY) {
      throw conflict(path, "it is a folder there, and a file in the ModelKit");
    }
    if (!options.overwrite()) {
      throw conflict(
          path,
          "it is there already; --overwrite replaces such files, --ignore-existing leaves them");
    }
    return Place.REPLACE;
  }

  /** Fails for what is known to be in the way before anything has arrived. */
  void requireFree(String layerPath) throws KitrailException {
    FileStat stat = layerPath.equals(".") ? null : stat(layerPath);
    if (stat != null && stat.kind() != Kind.DIRECTORY) {
      placeFor(layerPath, false);
    }
  }

  private @Nullable FileStat stat(String path) throws KitrailException {
    try {
      return FileStat.of(resolve(path));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw DiskFailure.of("look at " + path + " in " + directory, e);
    }
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case LINK -> "a link";
      case FILE -> "a file";
      case DIRECTORY -> "a folder";
      case OTHER -> "a device or pipe";
    };
  }

  private KitrailException conflict(String path, String reason) {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        "Could not unpack " + path + " into " + directory + ": " + reason + ".");
  }
}
