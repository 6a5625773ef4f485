package io.github.kitrail.operations;

import io.github.kitrail.modelkit.Kitfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A first Kitfile for a folder, guessed from names: good enough to pack everything, meant to be
 * edited.
 */
final class KitfileDraft {
  /** What kit and Kitrail themselves put beside a Kitfile; none of it is content. */
  private static final Set<String> OURS =
      Set.of(
          "Kitfile",
          "kitfile",
          ".kitfile",
          ".kitignore",
          "kitrail.yaml",
          "smoke.yaml",
          "policy.yaml",
          ".kitrail");

  private static final Set<String> CODE_FOLDERS =
      Set.of("src", "pkg", "lib", "build", "code", "scripts");

  private final Path directory;
  private final List<Path> models = new ArrayList<>();
  private final List<Path> metadata = new ArrayList<>();
  private final List<Kitfile.Dataset> datasets = new ArrayList<>();
  private final List<Kitfile.Docs> docs = new ArrayList<>();
  private final List<Kitfile.Code> code = new ArrayList<>();

  private KitfileDraft(Path directory) {
    this.directory = directory;
  }

  static Kitfile of(Path directory, Kitfile.Package packageInfo) throws IOException {
    KitfileDraft draft = new KitfileDraft(directory);
    for (Path entry : children(directory)) {
      if (OURS.contains(entry.getFileName().toString())) {
        continue;
      }
      if (Files.isDirectory(entry)) {
        draft.addFolder(entry);
      } else {
        draft.add(FileKind.of(entry.getFileName().toString()), entry);
      }
    }
    return draft.kitfile(packageInfo);
  }

  /**
   * A folder of one kind is one entry; of a mixed one the weights are the model and the rest is
   * code.
   */
  private void addFolder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    if (files.isEmpty()) {
      return;
    }
    String name = folder.getFileName().toString();
    Set<FileKind> kinds =
        files.stream()
            .map(file -> FileKind.of(file.getFileName().toString()))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(FileKind.class)));
    kinds.remove(FileKind.METADATA);
    if (name.equals("docs") || kinds.equals(EnumSet.of(FileKind.DOCS))) {
      add(FileKind.DOCS, folder);
    } else if (CODE_FOLDERS.contains(name)) {
      add(FileKind.CODE, folder);
    } else if (kinds.equals(EnumSet.of(FileKind.DATASET))) {
      add(FileKind.DATASET, folder);
    } else if (kinds.equals(EnumSet.of(FileKind.MODEL))) {
      add(FileKind.MODEL, folder);
    } else {
      files.stream()
          .filter(file -> FileKind.of(file.getFileName().toString()) == FileKind.MODEL)
          .forEach(file -> add(FileKind.MODEL, file));
      add(FileKind.CODE, folder);
    }
  }

  private void add(FileKind kind, Path path) {
    switch (kind) {
      case MODEL -> models.add(path);
      case METADATA -> metadata.add(path);
      case DATASET -> datasets.add(dataset(path));
      case DOCS -> docs.add(new Kitfile.Docs(relative(path), null, null));
      case CODE -> code.add(new Kitfile.Code(relative(path), null, null, null));
    }
  }

  private Kitfile kitfile(Kitfile.Package packageInfo) throws IOException {
    Kitfile.Model model = model();
    if (model == null) {
      metadata.forEach(path -> datasets.add(dataset(path)));
    }
    return new Kitfile("1.0.0", packageInfo, model, code, datasets, docs);
  }

  /** The largest is the model, the others are its parts. */
  private Kitfile.@Nullable Model model() throws IOException {
    if (models.isEmpty()) {
      return null;
    }
    List<Path> bySize = new ArrayList<>(models);
    bySize.sort(Comparator.comparingLong(KitfileDraft::size).reversed());
    Path largest = bySize.get(0);
    List<Kitfile.ModelPart> parts = new ArrayList<>();
    Stream.concat(models.stream().filter(path -> !path.equals(largest)), metadata.stream())
        .forEach(
            path -> parts.add(new Kitfile.ModelPart(name(path), relative(path), null, null, null)));
    return new Kitfile.Model(
        name(largest), relative(largest), null, null, null, null, null, parts, null, null);
  }

  private Kitfile.Dataset dataset(Path path) {
    return new Kitfile.Dataset(name(path), relative(path), null, null, null, null);
  }

  private static String name(Path path) {
    String file = path.getFileName().toString();
    int dot = file.lastIndexOf('.');
    return dot > 0 && Files.isRegularFile(path) ? file.substring(0, dot) : file;
  }

  private String relative(Path path) {
    return directory.relativize(path).toString().replace('\\', '/');
  }

  private static long size(Path path) {
    try (Stream<Path> walk = Files.walk(path)) {
      return walk.map(Path::toFile)
          .filter(java.io.File::isFile)
          .mapToLong(java.io.File::length)
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.filter(path -> !Files.isSymbolicLink(path))
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }
}
