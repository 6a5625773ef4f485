package io.jenkins.plugins.kitrail.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/**
 * Forms and help are made from the commands; {@code -Dkitrail.update=true} writes them anew. Each
 * argument has both.
 */
class StepFormsTest {
  private static final Path RESOURCES = Path.of("../src/main/resources");
  private static final Path FOLDER = RESOURCES.resolve("io/jenkins/plugins/kitrail/step");

  @Test
  void theFormsSayWhatTheCommandsSay() throws IOException {
    Map<String, String> files = files();
    if (Boolean.getBoolean("kitrail.update")) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = RESOURCES.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      assertThat(RESOURCES.resolve(file.getKey()))
          .as("-Dtest=StepFormsTest -Dkitrail.update=true writes it")
          .exists()
          .content()
          .isEqualTo(file.getValue());
    }
    try (Stream<Path> present = Files.walk(FOLDER)) {
      assertThat(
              present
                  .filter(Files::isRegularFile)
                  .map(it -> RESOURCES.relativize(it).toString().replace('\\', '/')))
          .as("nothing is left of what the commands had once")
          .containsExactlyInAnyOrderElementsOf(new TreeSet<>(files.keySet()));
    }
  }

  @Test
  void theReferenceSaysWhatTheCommandsSay() throws IOException {
    Path document = Path.of("../docs/STEPS.md");
    String page = Files.readString(document);
    String expected =
        page.substring(0, page.indexOf(StepReference.TITLE) + StepReference.TITLE.length())
            + StepReference.all();
    if (Boolean.getBoolean("kitrail.update")) {
      Files.writeString(document, expected);
    }
    assertThat(document)
        .as("-Dtest=StepFormsTest -Dkitrail.update=true writes it")
        .content()
        .isEqualTo(expected);
  }

  @Test
  void theFormsAreXml() throws Exception {
    for (Map.Entry<String, String> file : files().entrySet()) {
      Path path = RESOURCES.resolve(file.getKey());
      DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(path.toFile());
    }
  }

  /** Two steps that inherit an argument share its help, so it must mean the same in both. */
  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>(StepForms.ofBlock());
    for (String command : Steps.BY_COMMAND.keySet()) {
      StepForms.of(command)
          .forEach(
              (path, text) -> {
                String other = files.put(path, text);
                assertThat(other == null ? text : other).as(path).isEqualTo(text);
              });
    }
    return files;
  }
}
