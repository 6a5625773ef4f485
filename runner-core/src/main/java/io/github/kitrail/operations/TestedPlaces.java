package io.github.kitrail.operations;

import io.github.kitrail.modelkit.Digest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a test are, and what they are called in a report: as the ModelKit calls them,
 * on every machine and in each run the same.
 */
final class TestedPlaces {
  private static final Path OWN = Path.of("");

  /** Stands for the folder of the base ModelKits, which is another one in each run. */
  private static final Path BASES = Path.of(".kitrail-bases");

  /** Stands for the folder of the spec, which may be none of the model's. */
  private static final Path SPEC = Path.of(".kitrail-spec");

  private final @Nullable Path folder;
  private final Map<Path, Path> prefixes = new LinkedHashMap<>();

  private TestedPlaces(@Nullable Path folder) {
    this.folder = folder == null ? null : absolute(folder);
  }

  /** A folder's files; those of its bases were unpacked elsewhere. */
  static TestedPlaces ofFolder(
      Path folder, ModelOnDisk model, SpecFilesOfModelKit bases, SpecFile spec) {
    TestedPlaces places = new TestedPlaces(folder);
    // What is put first counts: a temporary folder may lie in the model's, and the spec does.
    places.put(model.temporary(), BASES);
    bases.folders().forEach(it -> places.put(it, BASES));
    places.put(folder, OWN);
    places.put(spec.folder(), SPEC);
    return places;
  }

  /** A ModelKit's files and those of its bases, which were unpacked together. */
  static TestedPlaces ofModelKit(ModelOnDisk model, SpecFilesOfModelKit own, SpecFile spec) {
    TestedPlaces places = new TestedPlaces(null);
    places.put(model.temporary(), OWN);
    own.folders().forEach(it -> places.put(it, OWN));
    places.put(spec.folder(), SPEC);
    return places;
  }

  private void put(@Nullable Path root, Path prefix) {
    if (root != null) {
      prefixes.putIfAbsent(absolute(root), prefix);
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** What CI systems list the tests under: no folder's name there is {@code .} or a whole path. */
  String suite(String target) {
    Path name = folder == null ? null : folder.getFileName();
    return name == null ? target : name.toString();
  }

  /** What files are called. */
  Map<Path, Digest> of(Map<Path, Digest> files) {
    Map<Path, Digest> called = new LinkedHashMap<>();
    files.forEach((file, digest) -> called.put(of(absolute(file)), digest));
    return called;
  }

  private Path of(Path file) {
    for (Map.Entry<Path, Path> root : prefixes.entrySet()) {
      if (file.startsWith(root.getKey())) {
        return root.getValue().resolve(root.getKey().relativize(file));
      }
    }
    // A path of the spec's with .. in it.
    return SPEC.resolve(file.getFileName());
  }

  /** Those of them that the model's folder will be packed with, by their paths there. */
  static Map<String, String> own(Map<Path, Digest> called) {
    Map<String, String> own = new TreeMap<>();
    called.forEach(
        (file, digest) -> {
          if (!file.startsWith(BASES) && !file.startsWith(SPEC)) {
            own.put(file.toString().replace('\\', '/'), digest.toString());
          }
        });
    return own;
  }
}
