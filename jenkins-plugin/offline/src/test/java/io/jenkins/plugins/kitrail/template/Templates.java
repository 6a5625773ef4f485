package io.jenkins.plugins.kitrail.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of workflow-templates/jenkins. */
final class Templates {
  static final Path ROOT = Path.of("../../workflow-templates/jenkins").toAbsolutePath().normalize();
  static final Path VARS = ROOT.resolve("vars");

  private Templates() {}

  /** All that is Groovy: the Jenkinsfiles, the library, and those that call it. */
  static List<Path> groovy() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(Templates::isGroovy).sorted().toList();
    }
  }

  private static boolean isGroovy(Path file) {
    String name = file.toString();
    return name.endsWith(".Jenkinsfile") || name.endsWith(".groovy");
  }

  /**
   * @param name such as {@code ci}
   */
  static Path jenkinsfile(String name) {
    return ROOT.resolve(name + ".Jenkinsfile");
  }

  /** The one line that calls the library for the same. */
  static Path caller(String name) {
    return ROOT.resolve("with-library/" + name + ".Jenkinsfile");
  }

  /** {@code ci} is {@code modelKitCi} in the library. */
  static String variable(String name) {
    return "modelKit" + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
  }
}
