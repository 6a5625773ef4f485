package io.github.kitrail.inference.gguf;

import io.github.kitrail.KitrailException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
