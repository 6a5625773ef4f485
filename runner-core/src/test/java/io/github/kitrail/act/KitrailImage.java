package io.github.kitrail.act;

import io.github.kitrail.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The image of the actions, as {@code action/image/build} made it from what is tested here. */
final class KitrailImage {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path CLASSES = Path.of("target/classes");
  private static final String BUILD = "; `action/image/build` makes it";

  private KitrailImage() {}

  /** Where it is, when it is there; else the test is skipped, or fails in CI. */
  static Path archive() {
    Path archive = ROOT.resolve("action/image/target/kitrail-amd64.tar");
    return Files.exists(archive)
        ? archive
        : Peers.without("there is no image action/image/target/kitrail-amd64.tar" + BUILD);
  }

  /**
   * Loads it under the name that the action.yml files give.
   *
   * @return that name
   */
  static String load(Dockerd docker, Path work) throws IOException, InterruptedException {
    String loaded = docker.docker("load", "--quiet", "--input", archive().toString()).strip();
    String made = loaded.substring(loaded.lastIndexOf(' ') + 1);
    requireThisProgram(docker, made, work);
    String name = name();
    docker.docker("tag", made, name);
    return name;
  }

  /** A release names the image by digest, which only a registry can give: the rest is the name. */
  static String name() throws IOException {
    return Files.readString(ROOT.resolve("action/IMAGE")).strip().replaceFirst("@.*$", "");
  }

  /** The command's jar, once the image was loaded with this folder. */
  static Path jar(Path work) {
    return work.resolve("kitrail.jar");
  }

  /** An image of yesterday would be tested in vain. */
  private static void requireThisProgram(Dockerd docker, String image, Path work)
      throws IOException, InterruptedException {
    String container = docker.docker("create", "--network=none", image).strip();
    Path jar = jar(work);
    docker.docker("cp", container + ":/opt/kitrail/kitrail.jar", jar.toString());
    docker.docker("rm", container);
    List<String> others = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile());
        Stream<Path> classes = Files.walk(CLASSES)) {
      for (Path file : classes.filter(it -> it.toString().endsWith(".class")).toList()) {
        ZipEntry entry = zip.getEntry(CLASSES.relativize(file).toString());
        if (entry == null || entry.getCrc() != crc(file)) {
          others.add(CLASSES.relativize(file).toString());
        }
      }
    }
    if (!others.isEmpty()) {
      Peers.without("the image has another " + others.get(0) + " than runner-core" + BUILD);
    }
  }

  private static long crc(Path file) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(Files.readAllBytes(file));
    return crc.getValue();
  }
}
