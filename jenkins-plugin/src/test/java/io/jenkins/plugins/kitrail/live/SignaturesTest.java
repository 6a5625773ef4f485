package io.jenkins.plugins.kitrail.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.util.concurrent.ListenableFuture;
import io.jenkins.plugins.kitrail.signature.SignatureComparison;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The signatures that the offline build compiles against are those of Jenkins. Only where there is
 * a Jenkins: build both poms, this one last.
 */
class SignaturesTest {
  private static final Path CLASSES = Path.of("signatures/target/classes");

  @Test
  void eachSignatureIsThatOfTheRealClass() throws Exception {
    assumeTrue(Files.isDirectory(CLASSES), "./mvnw -pl jenkins-plugin/signatures compile");
    URL guava = ListenableFuture.class.getProtectionDomain().getCodeSource().getLocation();
    Map<String, List<String>> differences = new TreeMap<>();
    try (URLClassLoader signatures =
            new URLClassLoader(
                new URL[] {CLASSES.toUri().toURL(), guava}, ClassLoader.getPlatformClassLoader());
        Stream<Path> files = Files.walk(CLASSES)) {
      for (String name : files.map(SignaturesTest::name).filter(it -> !it.isEmpty()).toList()) {
        Class<?> real = Class.forName(name, false, getClass().getClassLoader());
        List<String> found =
            SignatureComparison.differences(Class.forName(name, false, signatures), real);
        if (!found.isEmpty()) {
          differences.put(name, found);
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  /** Of a class of Jenkins; empty for any other file. */
  private static String name(Path file) {
    String path = CLASSES.relativize(file).toString().replace('\\', '/');
    return path.endsWith(".class") && !path.startsWith("io/github/kitrail/")
        ? path.replace('/', '.').replaceFirst("\\.class$", "")
        : "";
  }
}
