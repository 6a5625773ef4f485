package io.github.kitrail.inference.gguf;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.ContextPath;
import io.github.kitrail.modelkit.Kitfile;
import io.github.kitrail.modelkit.Kitfile.ModelPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a Kitfile's model and its adapters are. */
record KitfileModel(Path folder, Kitfile kitfile) {

  /**
   * @param base the model of the base ModelKit, when the path names one
   * @param chosen the file to load, when the user names one
   */
  ModelFiles find(@Nullable Path base, @Nullable String chosen) throws KitrailException {
    Kitfile.Model model = kitfile.model();
    if (model == null) {
      throw error("The Kitfile has no model to test.");
    }
    List<Path> adapters = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    for (ModelPart part : model.parts()) {
      if (part.path() != null) {
        Path path = inside(part.path());
        (isAdapter(part, path) ? adapters : others).add(path);
      }
    }
    return ModelFiles.find(model(model, base, chosen, others), adapters);
  }

  private Path model(
      Kitfile.Model model, @Nullable Path base, @Nullable String chosen, List<Path> parts)
      throws KitrailException {
    if (chosen != null) {
      return base != null && Files.isDirectory(base) ? base.resolve(chosen) : inside(chosen);
    }
    if (base != null) {
      return base;
    }
    if (model.path() != null && !model.isReference()) {
      return inside(model.path());
    }
    if (model.path() != null) {
      throw error("The model is that of " + model.path() + ", which is not here.");
    }
    if (parts.isEmpty()) {
      throw error("The Kitfile's model has neither a path nor parts to test.");
    }
    List<Path> first = parts.stream().filter(GgufSearch::isFirstOrWhole).toList();
    if (first.size() != 1) {
      throw error(
          "The Kitfile's model consists of several parts: name the file to test in smoke.yaml, as"
              + " in `model: weights.gguf`.");
    }
    return first.get(0);
  }

  /** By what the Kitfile says, else by what the file says. */
  private static boolean isAdapter(ModelPart part, Path path) {
    if (part.type() != null) {
      String type = part.type().toLowerCase(Locale.ROOT);
      return type.contains("lora") || type.contains("adapter");
    }
    return GgufSearch.isGgufName(path) && Files.isRegularFile(path) && saysAdapter(path);
  }

  private static boolean saysAdapter(Path path) {
    try {
      return GgufHeader.read(path).isAdapter();
    } catch (KitrailException e) {
      return false;
    }
  }

  private Path inside(String path) throws KitrailException {
    String clean = ContextPath.clean(path);
    if (clean.startsWith("/") || clean.equals("..") || clean.startsWith("../")) {
      throw error("The model's path " + path + " leaves the folder " + folder + ".");
    }
    return folder.resolve(clean);
  }

  private static KitrailException error(String sentence) {
    return new KitrailException(ErrorCode.BAD_INPUT, sentence);
  }
}
