package io.jenkins.plugins.kitrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The plugin's sources are formatted as all others are. Spotless does not look outside of a
 * module's folder; {@code -Dkitrail.update=true} does what its {@code apply} would.
 */
class FormatTest {
  private static final Path SOURCES = Path.of("../src");

  @Test
  void theSourcesAreFormatted() throws Exception {
    try (Stream<Path> files = Files.walk(SOURCES)) {
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
