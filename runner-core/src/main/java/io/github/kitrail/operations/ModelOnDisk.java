package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.chain.Chain;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.folder.FolderListing;
import io.github.kitrail.content.folder.UnpackOptions;
import io.github.kitrail.inference.TestedModel;
import io.github.kitrail.inference.gguf.ModelFiles;
import io.github.kitrail.modelkit.ContextPath;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.LayerKind;
import io.github.kitrail.modelkit.UnpackFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The model of a ModelKit as files: those of a folder where they lie, those of a ModelKit (and of
 * the bases that either stands on) unpacked into a temporary folder, which closing removes.
 */
final class ModelOnDisk implements TestedModel, AutoCloseable {
  /**
   * A ModelKit of the chain, or the folder itself.
   *
   * @param root where its files are
   * @param owner its manifest; null for a folder that is no ModelKit yet
   */
  private record Level(Kitfile kitfile, Path root, @Nullable Digest owner) {}

  /**
   * A file that an engine loads.
   *
   * @param file absolute
   * @param path relative to the folder that its ModelKit lies in, with {@code /}
   * @param entry the path of the Kitfile's element that brings it
   * @param owner the manifest that brings it; null for a folder that is no ModelKit yet
   */
  record Loaded(Path file, String path, String entry, @Nullable Digest owner) {}

  private final @Nullable TemporaryFolder temporary;
  private final @Nullable PreparedFolder prepared;
  private final List<Level> levels;

  /**
   * @param prepared the folder whose own files are where they lie; null for a ModelKit
   * @param levels the deepest base first
   */
  private ModelOnDisk(
      @Nullable TemporaryFolder temporary, @Nullable PreparedFolder prepared, List<Level> levels) {
    this.temporary = temporary;
    this.prepared = prepared;
    this.levels = List.copyOf(levels);
  }

  static ModelOnDisk of(PreparedFolder folder, Context context) throws KitrailException {
    return of(folder, null, context);
  }

  /**
   * @param within where the temporary folder for the bases is made; null for the system's place
   */
  static ModelOnDisk of(PreparedFolder folder, @Nullable Path within, Context context)
      throws KitrailException {
    List<ModelKit> bases = folder.chain().links();
    if (bases.isEmpty()) {
      return new ModelOnDisk(
          null, folder, List.of(new Level(folder.kitfile(), folder.directory(), null)));
    }
    TemporaryFolder temporary = TemporaryFolder.make(within);
    ModelOnDisk model =
        new ModelOnDisk(
            temporary,
            folder,
            levels(bases, temporary.path(), folder.kitfile(), folder.directory(), null));
    model.unpack(
        bases.get(0),
        bases.subList(1, bases.size()),
        List.of(UnpackFilter.parse("model")),
        context);
    return model;
  }

  /**
   * @param within where the temporary folder is made; null for the system's place
   * @param everything whether datasets, code and docs are wanted, too
   */
  static ModelOnDisk of(
      ModelKit modelKit, Chain chain, @Nullable Path within, boolean everything, Context context)
      throws KitrailException {
    TemporaryFolder temporary = TemporaryFolder.make(within);
    ModelOnDisk model =
        new ModelOnDisk(
            temporary,
            null,
            levels(
                chain.links(),
                temporary.path(),
                modelKit.kitfile(),
                temporary.path(),
                modelKit.descriptor().digest()));
    model.unpack(
        modelKit,
        chain.links(),
        everything ? List.of() : List.of(UnpackFilter.parse("model")),
        context);
    return model;
  }

  private static List<Level> levels(
      List<ModelKit> bases, Path baseRoot, Kitfile own, Path root, @Nullable Digest owner) {
    List<Level> levels = new ArrayList<>();
    levels.add(new Level(own, root, owner));
    bases.forEach(
        base -> levels.add(0, new Level(base.kitfile(), baseRoot, base.descriptor().digest())));
    return levels;
  }

  private void unpack(
      ModelKit modelKit, List<ModelKit> bases, List<UnpackFilter> filters, Context context)
      throws KitrailException {
    boolean done = false;
    try {
      Unpack.into(
          modelKit,
          bases,
          Objects.requireNonNull(temporary).path(),
          filters,
          UnpackOptions.NONE,
          context);
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /**
   * The files to load: the model of the deepest base, the adapters of every level, the deepest
   * first.
   *
   * @param chosen which one, when the model is a folder that holds several; null otherwise
   */
  @Override
  public ModelFiles files(@Nullable String chosen) throws KitrailException {
    List<Path> weights = List.of();
    List<Path> adapters = new ArrayList<>();
    for (Level level : levels) {
      Path base = weights.isEmpty() ? null : weights.get(0);
      ModelFiles found =
          ModelFiles.of(level.root(), level.kitfile(), base, base == null ? chosen : null);
      weights = base == null ? found.weights() : weights;
      adapters.addAll(found.adapters());
    }
    return new ModelFiles(weights, adapters);
  }

  @Override
  public SortedMap<String, Path> all() throws KitrailException {
    SortedMap<String, Path> all = new TreeMap<>();
    if (temporary != null) {
      List<String> models = new ArrayList<>();
      levels.forEach(level -> models(level).forEach(layer -> models.add(layer.path())));
      FolderListing.of(temporary.path(), false, path -> false)
          .files()
          .forEach(
              (path, file) -> {
                if (models.stream().anyMatch(it -> ContextPath.isWithin(path, it))) {
                  all.put(path, file);
                }
              });
    }
    if (prepared != null) {
      all.putAll(prepared.modelFiles());
    }
    return all;
  }

  private static List<KitfileLayer> models(Level level) {
    return level.kitfile().layers().stream()
        .filter(it -> it.kind() == LayerKind.MODEL || it.kind() == LayerKind.MODEL_PART)
        .toList();
  }

  @Override
  public Path path() throws KitrailException {
    Level level = withModel();
    return level.root().resolve(models(level).get(0).path());
  }

  @Override
  public Path folder() throws KitrailException {
    return withModel().root();
  }

  /** The deepest one that brings a model. */
  private Level withModel() throws KitrailException {
    return levels.stream()
        .filter(it -> !models(it).isEmpty())
        .findFirst()
        .orElseThrow(
            () ->
                new KitrailException(
                    ErrorCode.BAD_INPUT, "The Kitfile has no model to test: name its path."));
  }

  /** Where a file that {@link #files} found comes from. */
  Loaded origin(Path file) {
    for (Level level : levels) {
      Path root = level.root().toAbsolutePath().normalize();
      for (KitfileLayer layer : level.kitfile().layers()) {
        if (file.startsWith(root.resolve(layer.path()).normalize())) {
          String path = root.relativize(file).toString().replace('\\', '/');
          return new Loaded(file, path, layer.path(), level.owner());
        }
      }
    }
    throw new IllegalArgumentException(file + " belongs to no ModelKit of this chain");
  }

  /** Where a ModelKit was unpacked to; null for a folder without bases. */
  @Nullable Path temporary() {
    return temporary == null ? null : temporary.path();
  }

  @Override
  public void close() {
    if (temporary != null) {
      temporary.close();
    }
  }
}
