package io.jenkins.plugins.kitrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The plugin's sources are formatted as all others are. Spotless only looks where a module's
 * sources are by its pom, and below the module's folder; {@code -Dkitrail.update=true} does what
 * its {@code apply} would.
 */
class FormatTest {
  @ParameterizedTest
  @ValueSource(strings = {"../src", "src"})
  void theSourcesAreFormatted(String folder) throws Exception {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      List<Path> sources = files.filter(it -> it.toString().endsWith(".java")).toList();
      assertThat(sources).isNotEmpty();
      for (Path source : sources) {
        String text = Files.readString(source);
        String formatted =
            new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(text));
        if (Boolean.getBoolean("kitrail.update") && !formatted.equals(text)) {
          Files.writeString(source, formatted);
        }
        assertThat(source)
            .as("-Dtest=FormatTest -Dkitrail.update=true formats it")
            .content()
            .isEqualTo(formatted);
      }
    }
  }
}
