package io.github.kitrail.operations;

import io.github.kitrail.KitrailException;
import io.github.kitrail.chain.Chain;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.content.folder.UnpackOptions;
import io.github.kitrail.inference.spec.SpecFiles;
import io.github.kitrail.modelkit.ContextPath;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.UnpackFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a ModelKit, and of its bases, that smoke tests name, such as datasets. A layer is
 * unpacked, into a temporary folder, when a file of it is asked for; so tests that name none of a
 * large dataset do not wait for it.
 */
final class SpecFilesOfModelKit implements SpecFiles, AutoCloseable {
  private final List<ModelKit> modelKits;
  private final Context context;
  private final Set<String> unpacked = new HashSet<>();
  private final List<TemporaryFolder> folders = new ArrayList<>();

  /**
   * @param modelKits in the order in which they are looked at
   */
  private SpecFilesOfModelKit(List<ModelKit> modelKits, Context context) {
    this.modelKits = List.copyOf(modelKits);
    this.context = context;
  }

  static SpecFilesOfModelKit of(ModelKit modelKit, Chain chain, Context context) {
    List<ModelKit> modelKits = new ArrayList<>(chain.links());
    modelKits.add(0, modelKit);
    return new SpecFilesOfModelKit(modelKits, context);
  }

  /** Those that a folder stands on. */
  static SpecFilesOfModelKit ofBases(PreparedFolder folder, Context context) {
    return new SpecFilesOfModelKit(folder.chain().links(), context);
  }

  @Override
  public Optional<Path> find(String path) throws KitrailException {
    String clean = ContextPath.clean(path);
    if (clean.startsWith("..")) {
      return Optional.empty();
    }
    for (int i = 0; i < modelKits.size(); i++) {
      for (KitfileLayer layer : modelKits.get(i).kitfile().layers()) {
        if (ContextPath.isWithin(clean, layer.path())) {
          Optional<Path> file = SpecFiles.in(unpacked(i, layer)).find(clean);
          if (file.isPresent()) {
            return file;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Where the layer's files are. */
  private Path unpacked(int index, KitfileLayer layer) throws KitrailException {
    while (folders.size() <= index) {
      folders.add(TemporaryFolder.make(null));
    }
    Path folder = folders.get(index).path();
    if (unpacked.add(index + " " + layer.path())) {
      UnpackFilter filter =
          new UnpackFilter(Set.of(layer.kind().filterName()), Set.of(layer.path()));
      Unpack.into(
          modelKits.get(index), List.of(), folder, List.of(filter), UnpackOptions.NONE, context);
    }
    return folder;
  }

  /** The folders that layers were unpacked into, absolute. */
  List<Path> folders() {
    return folders.stream().map(TemporaryFolder::path).toList();
  }

  @Override
  public void close() {
    folders.forEach(TemporaryFolder::close);
  }
}
