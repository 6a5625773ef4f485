package io.github.kitrail.inference.gguf;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Kitfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that an engine loads to run a model.
 *
 * @param weights the model, all parts of it when it is split, the first one first; absolute
 * @param adapters LoRA adapters that change it, in the order of the Kitfile; absolute
 */
public record ModelFiles(List<Path> weights, List<Path> adapters) {
  public ModelFiles {
    weights = weights.stream().map(ModelFiles::absolute).toList();
    adapters = adapters.stream().map(ModelFiles::absolute).toList();
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("a model has at least one file");
    }
  }

  /**
   * Finds the one model at a path.
   *
   * @param model a GGUF file, or a folder that holds one model
   * @param adapters a GGUF file each, or folders that hold one
   * @throws KitrailException BAD_INPUT when there is none, more than one, or one of another format
   */
  public static ModelFiles find(Path model, List<Path> adapters) throws KitrailException {
    List<Path> found = new ArrayList<>();
    for (Path adapter : adapters) {
      found.addAll(new GgufSearch("adapter").weights(adapter));
    }
    return new ModelFiles(new GgufSearch("model").weights(model), found);
  }

  /**
   * Finds a Kitfile's model. Parts of type LoRA or adapter, or GGUF files that say they are one,
   * become adapters.
   *
   * @param folder that holds the Kitfile
   * @param base the model file or folder of the base ModelKit, when {@code model.path} names one
   * @param chosen the file to load, relative to the model's folder, when smoke.yaml names one
   * @throws KitrailException BAD_INPUT as above, or when the Kitfile has no model
   */
  public static ModelFiles of(
      Path folder, Kitfile kitfile, @Nullable Path base, @Nullable String chosen)
      throws KitrailException {
    return new KitfileModel(folder, kitfile).find(base, chosen);
  }

  /**
   * The same model with some of its adapters, in the order that they have here.
   *
   * @param wanted file names, or the last parts of paths
   * @throws KitrailException BAD_INPUT when one of them means none or several
   */
  public ModelFiles withAdapters(List<String> wanted) throws KitrailException {
    List<Path> kept = new ArrayList<>();
    for (String name : wanted) {
      List<Path> meant = adapters.stream().filter(it -> isCalled(it, name)).toList();
      if (meant.size() != 1) {
        throw new KitrailException(
            ErrorCode.BAD_INPUT,
            "The model has "
                + (meant.isEmpty() ? "no adapter " : "several adapters ")
                + name
                + (adapters.isEmpty() ? " and no other" : "; it has " + adapters)
                + ": correct `adapters` of the smoke tests.");
      }
      kept.addAll(meant);
    }
    return new ModelFiles(weights, adapters.stream().filter(kept::contains).toList());
  }

  private static boolean isCalled(Path file, String name) {
    return ("/" + file.toString().replace('\\', '/')).endsWith("/" + name);
  }

  /** The file that engines are told to load; they find the other parts by their names. */
  public Path model() {
    return weights.get(0);
  }

  /** Every file that takes part. */
  public List<Path> all() {
    List<Path> all = new ArrayList<>(weights);
    all.addAll(adapters);
    return all;
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
