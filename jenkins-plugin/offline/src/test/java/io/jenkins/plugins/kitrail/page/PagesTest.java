package io.jenkins.plugins.kitrail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kitrail.config.KitrailConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.DataBoundSetter;

/** What can be wrong with a page before any Jenkins shows it. */
class PagesTest {
  private static final Path RESOURCES = Path.of("../src/main/resources");
  private static final Path OURS = RESOURCES.resolve("io/jenkins/plugins/kitrail");

  /** Words of Jelly's expressions: as a property's name they end the page. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "\\.(size|empty|and|or|not|eq|ne|lt|gt|le|ge|div|mod|null|true|false)\\b(?!\\()");

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^%}][^}]*}");

  @Test
  void eachPageIsXmlAndEscapesWhatItShows() throws Exception {
    for (Path page : pages()) {
      String text = Files.readString(page);
      DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(page.toFile());
      assertThat(text).as(page.toString()).startsWith("<?jelly escape-by-default='true'?>");
      assertThat(text).as("nothing is shown unescaped").doesNotContain("j:out", "escape=\"false\"");
    }
  }

  @Test
  void noExpressionHasAWordOfJelly() throws IOException {
    for (Path page : pages()) {
      for (MatchResult it : EXPRESSION.matcher(Files.readString(page)).results().toList()) {
        assertThat(RESERVED.matcher(it.group()).find()).as(page + ": " + it.group()).isFalse();
      }
    }
  }

  /** A policy of Jenkins for its pages may forbid both. */
  @Test
  void noPageHasInlineScriptsOrStyles() throws IOException {
    for (Path page : pages()) {
      assertThat(Files.readString(page))
          .as(page.toString())
          .doesNotContain("<script", "style=", "onclick");
    }
  }

  @Test
  void eachFieldOfTheConfigurationIsInItsFormAndHasHelp() throws IOException {
    String form = Files.readString(OURS.resolve("config/KitrailConfiguration/config.jelly"));
    List<String> fields =
        Stream.of(KitrailConfiguration.class.getMethods())
            .filter(it -> it.isAnnotationPresent(DataBoundSetter.class))
            .map(it -> it.getName().substring("set".length()))
            .map(it -> it.substring(0, 1).toLowerCase(Locale.ROOT) + it.substring(1))
            .toList();
    assertThat(fields).hasSize(5);
    for (String field : fields) {
      assertThat(form).contains("field=\"" + field + "\"");
      assertThat(OURS.resolve("config/KitrailConfiguration/help-" + field + ".html")).exists();
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      return files.filter(it -> it.toString().endsWith(".jelly")).toList();
    }
  }
}
