package io.github.kitrail.deploy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds targets: ours by their name, a user's by the path of their folder. */
public final class Targets {
  /** A jar cannot list its folders. */
  private static final List<String> BUILT_IN = List.of("kubernetes", "llama-cpp", "ollama");

  private Targets() {}

  /** The targets that need no folder of the user's. */
  public static List<Target> builtIn() throws KitrailException, IOException {
    List<Target> targets = new ArrayList<>();
    for (String name : BUILT_IN) {
      targets.add(TargetDescriptor.read(TargetFolder.builtIn(name)));
    }
    return targets;
  }

  /**
   * The target of this name, or in this folder.
   *
   * @param nameOrFolder a folder is recognized by a separator, as in {@code ./my-target}
   * @param base what a relative folder starts from
   * @throws KitrailException BAD_INPUT when there is none, or its descriptor is wrong
   */
  public static Target find(String nameOrFolder, Path base) throws KitrailException, IOException {
    if (nameOrFolder.contains("/") || nameOrFolder.contains("\\") || nameOrFolder.startsWith(".")) {
      return inFolder(nameOrFolder, base);
    }
    if (BUILT_IN.contains(nameOrFolder)) {
      return TargetDescriptor.read(TargetFolder.builtIn(nameOrFolder));
    }
    String hint =
        Suggestion.closest(nameOrFolder, BUILT_IN)
            .map(name -> "did you mean `" + name + "`?")
            .orElse("known are " + String.join(", ", BUILT_IN) + ".");
    throw new KitrailException(
        ErrorCode.BAD_INPUT,
        "There is no target \""
            + nameOrFolder
            + "\"; "
            + hint
            + " A target of your own is written as the path of its folder, such as ./"
            + nameOrFolder
            + ".");
  }

  private static Target inFolder(String folder, Path base) throws KitrailException, IOException {
    Path directory;
    try {
      directory = base.resolve(folder).normalize();
    } catch (InvalidPathException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "\"" + folder + "\" is not a path on this system.", e);
    }
    if (!Files.isRegularFile(directory.resolve(TargetDescriptor.FILE))) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          "There is no target in " + directory + ": it has no " + TargetDescriptor.FILE + ".");
    }
    return TargetDescriptor.read(TargetFolder.at(directory));
  }
}
