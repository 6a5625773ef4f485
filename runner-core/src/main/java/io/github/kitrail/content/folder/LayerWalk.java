package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DirectoryListing;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.modelkit.ContextPath;
import io.github.kitrail.modelkit.EntryNames;
import io.github.kitrail.modelkit.EntryPath;
import io.github.kitrail.modelkit.KitIgnore;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.LayerOverlap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what goes into a layer, in kit's order: the folders on the way to its path, then all below
 * it, each folder's names sorted by their bytes, as Go sorts. Links are left out, and told.
 */
final class LayerWalk {
  private record Name(String text, byte[] bytes) {
    Name(String text) {
      this(text, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final Comparator<Name> BY_BYTES =
      (a, b) -> Arrays.compareUnsigned(a.bytes(), b.bytes());

  private final Path context;
  private final KitIgnore ignore;
  private final LayerOverlap overlap;
  private final KitfileLayer layer;
  private final EntryNames names = new EntryNames();
  private final List<PackedEntry> entries = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  LayerWalk(Path context, KitIgnore ignore, LayerOverlap overlap, KitfileLayer layer) {
    this.context = context;
    this.ignore = ignore;
    this.overlap = overlap;
    this.layer = layer;
  }

  /**
   * @throws KitrailException BAD_INPUT when the path is not there, is a link or leads through one,
   *     when nothing would be in the layer, or when a name cannot be packed
   */
  List<PackedEntry> entries() throws KitrailException {
    String path = layer.path();
    if (!path.equals(".")) {
      for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
        addOnTheWay(path.substring(0, end));
      }
    }
    Path file = path.equals(".") ? context : resolve(path);
    FileStat stat = stat(path, file);
    switch (stat.kind()) {
      case DIRECTORY -> walk(path, file, stat);
      case FILE -> addUnlessIgnored(path, file, stat);
      case LINK -> throw invalid("it is a link, and links are not packed; name what it points to");
      case OTHER -> throw invalid("it is neither a file nor a folder");
    }
    if (entries.stream().noneMatch(entry -> entry.path().equals(path)) && !path.equals(".")) {
      throw invalid(
          KitIgnore.FILE_NAME + " or another layer leaves it out, so that nothing is left");
    }
    return entries;
  }

  /** Links and other things that are in the folder but not in the layer. */
  List<String> leftOut() {
    return leftOut;
  }

  boolean hasFiles() {
    return entries.stream().anyMatch(entry -> !entry.isDirectory());
  }

  private void addOnTheWay(String folder) throws KitrailException {
    Path file = resolve(folder);
    FileStat stat = stat(folder, file);
    if (stat.kind() == FileStat.Kind.LINK) {
      throw invalid("it leads through the link " + folder + "; name what that points to");
    }
    if (stat.kind() != FileStat.Kind.DIRECTORY) {
      throw invalid(folder + " is not a folder");
    }
    addUnlessIgnored(folder, file, stat);
  }

  private void walk(String path, Path file, FileStat stat) throws KitrailException {
    boolean context = path.equals(".");
    if (!context && !addUnlessIgnored(path, file, stat) && !ignore.hasExclusions()) {
      return;
    }
    for (String name : list(file)) {
      String child = context ? name : path + "/" + name;
      Path childFile = file.resolve(name);
      FileStat childStat = stat(child, childFile);
      if (childStat.kind() == FileStat.Kind.DIRECTORY) {
        walk(child, childFile, childStat);
      } else if (childStat.kind() == FileStat.Kind.FILE) {
        addUnlessIgnored(child, childFile, childStat);
      } else if (!isIgnored(child)) {
        leftOut.add(child);
      }
    }
  }

  private boolean addUnlessIgnored(String path, Path file, FileStat stat) throws KitrailException {
    if (isIgnored(path)) {
      return false;
    }
    if (!stat.isReadableByAll(file) && !Files.isReadable(file)) {
      throw unreadable(file, new AccessDeniedException(file.toString()));
    }
    try {
      names.add(EntryPath.check(path));
    } catch (KitrailException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not pack " + path + ", as not every system could unpack it: " + e.getMessage(),
          e);
    }
    entries.add(new PackedEntry(path, file, stat));
    return true;
  }

  private boolean isIgnored(String path) {
    return ignore.matches(path) || overlap.belongsElsewhere(path, layer.path());
  }

  private static List<String> list(Path directory) throws KitrailException {
    List<Name> names = new ArrayList<>();
    try {
      for (Path child : DirectoryListing.of(directory, "*")) {
        String name = DirectoryListing.name(child);
        if (name.indexOf('\ufffd') >= 0) {
          throw new KitrailException(
              ErrorCode.BAD_INPUT,
              "Could not pack "
                  + child
                  + ": its name cannot be read here. Rename it, or, if it is fine, set LC_ALL=C.UTF-8.");
        }
        names.add(new Name(name));
      }
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
    names.sort(BY_BYTES);
    return names.stream().map(Name::text).toList();
  }

  private Path resolve(String path) throws KitrailException {
    Path file = context.resolve(path).normalize();
    if (!file.startsWith(context) || !ContextPath.clean(path).equals(path)) {
      throw invalid("it leaves the folder of the Kitfile");
    }
    return file;
  }

  private FileStat stat(String path, Path file) throws KitrailException {
    try {
      return FileStat.of(file);
    } catch (NoSuchFileException e) {
      throw invalid(path.equals(layer.path()) ? "it does not exist" : path + " does not exist");
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static KitrailException unreadable(Path file, IOException e) {
    return new KitrailException(
        ErrorCode.BAD_INPUT, "Could not pack " + file + ": " + DiskFailure.reason(e) + ".", e);
  }

  private KitrailException invalid(String reason) {
    return new KitrailException(
        ErrorCode.BAD_INPUT,
        "Could not pack the "
            + layer.kind().filterName()
            + " path \""
            + layer.path()
            + "\" in "
            + context
            + ": "
            + reason
            + ".");
  }
}
