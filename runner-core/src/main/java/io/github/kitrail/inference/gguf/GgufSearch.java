package io.github.kitrail.inference.gguf;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the one GGUF model, whole or split, in a folder or at a path. */
final class GgufSearch {
  private static final int MAX_DEPTH = 8;

  /** The names that llama.cpp's gguf-split gives, and by which it finds the other parts. */
  private static final Pattern SPLIT = Pattern.compile("(.+)-(\\d{5})-of-(\\d{5})\\.gguf");

  private final String kind;

  /**
   * @param kind model or adapter, for messages
   */
  GgufSearch(String kind) {
    this.kind = kind;
  }

  List<Path> weights(Path path) throws KitrailException {
    try {
      if (Files.isDirectory(path)) {
        return inFolder(path);
      }
      if (!Files.isRegularFile(path)) {
        throw error("There is no " + kind + " at " + path + ".");
      }
      if (!isGgufName(path) && !beginsAsGguf(path)) {
        throw otherFormat(path.getFileName().toString());
      }
      return withParts(path);
    } catch (IOException e) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT, "Could not read the " + kind + " at " + path + ": " + e + ".", e);
    }
  }

  private List<Path> inFolder(Path folder) throws IOException, KitrailException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder, MAX_DEPTH)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    List<Path> candidates = files.stream().filter(GgufSearch::isGgufName).toList();
    candidates = candidates.stream().filter(GgufSearch::isFirstOrWhole).toList();
    if (candidates.size() > 1 && kind.equals("model")) {
      candidates = candidates.stream().filter(GgufSearch::mayBeModel).toList();
    }
    if (candidates.isEmpty()) {
      throw files.isEmpty()
          ? error("There is no " + kind + " in " + folder + ": the folder is empty.")
          : otherFormat(folder.relativize(files.get(0)).toString());
    }
    if (candidates.size() > 1) {
      List<String> names = candidates.stream().map(c -> folder.relativize(c).toString()).toList();
      throw error(
          "There are "
              + names.size()
              + " models in "
              + folder
              + " ("
              + String.join(", ", names)
              + "): name the one to test in smoke.yaml, as in `model: "
              + names.get(0).replace('\\', '/')
              + "`.");
    }
    return withParts(candidates.get(0));
  }

  /** All parts of a split model, of which any was given. */
  private List<Path> withParts(Path path) throws KitrailException {
    Matcher split = SPLIT.matcher(path.getFileName().toString());
    if (!split.matches()) {
      return List.of(path);
    }
    List<Path> parts = new ArrayList<>();
    int count = Integer.parseInt(split.group(3));
    for (int number = 1; number <= count; number++) {
      String name =
          String.format(Locale.ROOT, "%s-%05d-of-%05d.gguf", split.group(1), number, count);
      Path part = path.resolveSibling(name);
      if (!Files.isRegularFile(part)) {
        throw error("The model is split over " + count + " files, but " + part + " is missing.");
      }
      parts.add(part);
    }
    if (parts.isEmpty()) {
      throw error(path.getFileName() + " claims to be part of a model split over no files.");
    }
    return parts;
  }

  static boolean isGgufName(Path path) {
    return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gguf");
  }

  static boolean isFirstOrWhole(Path path) {
    Matcher split = SPLIT.matcher(path.getFileName().toString());
    return !split.matches() || Integer.parseInt(split.group(2)) == 1;
  }

  /** Not an adapter, and not the part of a multimodal model that reads images. */
  private static boolean mayBeModel(Path path) {
    try {
      GgufHeader header = GgufHeader.read(path);
      return !header.isAdapter()
          && !header.type().equals("mmproj")
          && !"clip".equals(header.architecture());
    } catch (KitrailException e) {
      return true; // damaged: said when it is loaded
    }
  }

  private static boolean beginsAsGguf(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("GGUF");
    }
  }

  private KitrailException otherFormat(String name) {
    return error(
        "Only GGUF files can be asked something, and the "
            + kind
            + " ("
            + name
            + ") is none. `structure: true` and `exec` test other models; or package a GGUF"
            + " conversion.");
  }

  private static KitrailException error(String sentence) {
    return new KitrailException(ErrorCode.BAD_INPUT, sentence);
  }
}
