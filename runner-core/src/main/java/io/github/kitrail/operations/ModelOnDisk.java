package io.github.kitrail.operations;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.chain.Chain;
import io.github.kitrail.content.ModelKit;
import io.github.kitrail.inference.gguf.ModelFiles;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.UnpackFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The model of a ModelKit as files: those of a folder where they lie, those of a ModelKit (and of
 * the bases that either stands on) unpacked into a temporary folder, which closing removes.
 */
final class ModelOnDisk implements AutoCloseable {
  private static final Set<String> ADAPTER_TYPES =
      Set.of("lora", "qlora", "adapter", "lora-adapter");

  /**
   * A model or an adapter.
   *
   * @param path as its Kitfile has it
   * @param root the folder that the path is relative to
   * @param owner the manifest that brings it; null for a folder that is no ModelKit yet
   */
  record Entry(String path, Path root, @Nullable Digest owner) {
    Path file() {
      return root.resolve(path);
    }
  }

  private final @Nullable Path temporary;
  private final Entry model;
  private final List<Entry> adapters;

  private ModelOnDisk(@Nullable Path temporary, Entry model, List<Entry> adapters) {
    this.temporary = temporary;
    this.model = model;
    this.adapters = List.copyOf(adapters);
  }

  static ModelOnDisk of(PreparedFolder folder, Context context) throws KitrailException {
    List<ModelKit> bases = folder.chain().links();
    Path temporary = bases.isEmpty() ? null : makeTemporary();
    return closedOnFailure(
        temporary,
        () -> {
          if (temporary != null) {
            Unpack.into(bases.get(0), temporary, List.of(UnpackFilter.parse("model")), context);
          }
          return entries(folder.kitfile(), folder.directory(), null, bases, temporary);
        });
  }

  /**
   * @param within where the temporary folder is made; null for the system's place
   * @param everything whether datasets, code and docs are wanted, too
   */
  static ModelOnDisk of(
      ModelKit modelKit, @Nullable Path within, boolean everything, Context context)
      throws KitrailException {
    Chain chain = Bases.of(modelKit.kitfile(), modelKit.location().display(), context);
    Path temporary = within == null ? makeTemporary() : makeTemporary(within);
    return closedOnFailure(
        temporary,
        () -> {
          List<UnpackFilter> filters =
              everything ? List.of() : List.of(UnpackFilter.parse("model"));
          Unpack.into(modelKit, temporary, filters, context);
          Digest owner = modelKit.descriptor().digest();
          return entries(modelKit.kitfile(), temporary, owner, chain.links(), temporary);
        });
  }

  private static ModelOnDisk entries(
      Kitfile own, Path root, @Nullable Digest owner, List<ModelKit> bases, @Nullable Path baseRoot)
      throws KitrailException {
    List<Entry> adapters = new ArrayList<>();
    List<ModelKit> deepestFirst = new ArrayList<>(bases);
    Collections.reverse(deepestFirst);
    for (ModelKit base : deepestFirst) {
      addAdapters(
          base.kitfile(), baseRoot == null ? root : baseRoot, base.descriptor().digest(), adapters);
    }
    addAdapters(own, root, owner, adapters);
    ModelKit deepest = deepestFirst.isEmpty() ? null : deepestFirst.get(0);
    Kitfile.Model model = deepest == null ? own.model() : deepest.kitfile().model();
    if (model == null || model.path() == null) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "The Kitfile names no model: there is nothing to load. Add `model.path`.");
    }
    Entry entry =
        deepest == null || baseRoot == null
            ? new Entry(model.path(), root, owner)
            : new Entry(model.path(), baseRoot, deepest.descriptor().digest());
    return new ModelOnDisk(baseRoot, entry, adapters);
  }

  private static void addAdapters(
      Kitfile kitfile, Path root, @Nullable Digest owner, List<Entry> adapters) {
    if (kitfile.model() == null) {
      return;
    }
    for (Kitfile.ModelPart part : kitfile.model().parts()) {
      String type = part.type() == null ? "" : part.type().toLowerCase(Locale.ROOT);
      if (ADAPTER_TYPES.contains(type) && part.path() != null) {
        adapters.add(new Entry(part.path(), root, owner));
      }
    }
  }

  Entry model() {
    return model;
  }

  List<Entry> adapters() {
    return adapters;
  }

  /**
   * The files to load.
   *
   * @param file which one, when the model is a folder that holds several; null otherwise
   */
  ModelFiles files(@Nullable String file) throws KitrailException {
    Path path = file == null ? model.file() : model.file().resolve(file);
    return ModelFiles.find(path, adapters.stream().map(Entry::file).toList());
  }

  /** Where a ModelKit was unpacked to; null for a folder without bases. */
  @Nullable Path temporary() {
    return temporary;
  }

  @Override
  public void close() {
    if (temporary != null) {
      delete(temporary);
    }
  }

  private interface Step {
    ModelOnDisk run() throws KitrailException;
  }

  private static ModelOnDisk closedOnFailure(@Nullable Path temporary, Step step)
      throws KitrailException {
    boolean done = false;
    try {
      ModelOnDisk made = step.run();
      done = true;
      return made;
    } finally {
      if (!done && temporary != null) {
        delete(temporary);
      }
    }
  }

  private static Path makeTemporary() throws KitrailException {
    try {
      return Files.createTempDirectory("kitrail-model-");
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.NO_SPACE, "Could not make a temporary folder: " + e.getMessage() + ".", e);
    }
  }

  private static Path makeTemporary(Path within) throws KitrailException {
    try {
      Files.createDirectories(within);
      return Files.createTempDirectory(within, ".kitrail-model-");
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "Could not make a folder in " + within + ": " + e.getMessage() + ".",
          e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Collections.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      directory.toFile().deleteOnExit();
    }
  }
}
