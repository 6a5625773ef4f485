package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DiskFailure;
import io.github.kitrail.content.PackOptions;
import io.github.kitrail.content.PendingLayer;
import io.github.kitrail.content.PendingModelKit;
import io.github.kitrail.modelkit.ContextPath;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.KitIgnore;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.LayerKind;
import io.github.kitrail.modelkit.LayerOverlap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder with a Kitfile, to be packed. What is in it is looked up at once, so that mistakes show
 * before any byte moves; the files are read when the layers are.
 */
public final class ModelFolder implements PendingModelKit {
  /** So many names of one layer are told in a warning. */
  private static final int NAMES_IN_WARNING = 10;

  private record PlannedLayer(KitfileLayer element, List<PackedEntry> entries) {}

  private final Kitfile kitfile;
  private final Path context;
  private final Map<String, Digest> expected;
  private final DigestCache cache;
  private final List<PlannedLayer> planned = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private ModelFolder(
      Path context, Kitfile kitfile, Map<String, Digest> expected, DigestCache cache) {
    this.context = context;
    this.kitfile = kitfile;
    this.expected = Map.copyOf(expected);
    this.cache = cache;
  }

  /** A folder without a base ModelKit, of whose files nothing is known yet. */
  public static ModelFolder open(Path context, Kitfile kitfile) throws KitrailException {
    return open(context, kitfile, List.of(), Map.of(), DigestCache.off());
  }

  /**
   * Looks up all that will be packed.
   *
   * @param basePaths the layers' paths of the ModelKits that this one's model comes from: they are
   *     left out of our layers
   * @param expected the digests of files by their path in the context, as they were tested; a file
   *     that has another one when it is packed fails it with NOT_TRUSTED
   * @param cache knows the digests of layers that have not changed
   * @throws KitrailException BAD_INPUT when a path is missing, is a link or leads through one, or
   *     when a file cannot be read or unpacked everywhere; NOT_TRUSTED when a tested file is gone
   */
  public static ModelFolder open(
      Path context,
      Kitfile kitfile,
      List<String> basePaths,
      Map<String, Digest> expected,
      DigestCache cache)
      throws KitrailException {
    Path absolute = context.toAbsolutePath().normalize();
    ModelFolder folder = new ModelFolder(real(absolute), kitfile, expected, cache);
    KitIgnore ignore = readIgnore(absolute);
    List<String> paths = new ArrayList<>(basePaths);
    kitfile.layers().forEach(layer -> paths.add(layer.path()));
    LayerOverlap overlap = new LayerOverlap(paths);
    for (KitfileLayer layer : kitfile.layers()) {
      folder.plan(new LayerWalk(absolute, ignore, overlap, layer), layer);
    }
    folder.requireExpected(absolute);
    return folder;
  }

  /** One name for a folder, whichever way it was reached. */
  private static Path real(Path context) {
    try {
      return context.toRealPath();
    } catch (IOException e) {
      return context;
    }
  }

  private void plan(LayerWalk walk, KitfileLayer layer) throws KitrailException {
    planned.add(new PlannedLayer(layer, walk.entries()));
    String name = layer.kind().filterName() + " path \"" + layer.path() + "\"";
    if (!walk.hasFiles()) {
      warnings.add("There are no files in the " + name + ".");
    }
    List<String> leftOut = walk.leftOut();
    if (!leftOut.isEmpty()) {
      int more = leftOut.size() - NAMES_IN_WARNING;
      warnings.add(
          "Left out of the "
              + name
              + ", as only files and folders are packed, not links: "
              + String.join(", ", leftOut.subList(0, Math.min(leftOut.size(), NAMES_IN_WARNING)))
              + (more > 0 ? " and " + more + " more" : "")
              + ".");
    }
  }

  private void requireExpected(Path context) throws KitrailException {
    for (String path : expected.keySet()) {
      boolean ours = planned.stream().anyMatch(p -> ContextPath.isWithin(path, p.element().path()));
      if (ours && Files.notExists(context.resolve(path))) {
        throw new KitrailException(
            ErrorCode.NOT_TRUSTED,
            "The file " + path + " was tested, but it is gone. Run the tests again.");
      }
    }
  }

  private static KitIgnore readIgnore(Path context) throws KitrailException {
    Path file = context.resolve(KitIgnore.FILE_NAME);
    try {
      return KitIgnore.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      return KitIgnore.parse("");
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not read " + file + ": " + DiskFailure.reason(e) + ".", e);
    }
  }

  /** The files of the layers of some kinds, by their paths in the context. */
  public SortedMap<String, Path> files(Set<LayerKind> kinds) {
    SortedMap<String, Path> files = new TreeMap<>();
    for (PlannedLayer layer : planned) {
      if (kinds.contains(layer.element().kind())) {
        layer.entries().stream()
            .filter(it -> !it.isDirectory())
            .forEach(it -> files.put(it.path(), it.file()));
      }
    }
    return files;
  }

  @Override
  public Kitfile kitfile() {
    return kitfile;
  }

  @Override
  public List<PendingLayer> layers(PackOptions options) {
    List<PendingLayer> layers = new ArrayList<>();
    for (PlannedLayer layer : planned) {
      layers.add(
          new FolderLayer(
              context,
              layer.element(),
              options.compression(),
              layer.entries(),
              expected,
              options.digestFiles(),
              cache));
    }
    return layers;
  }

  @Override
  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}
