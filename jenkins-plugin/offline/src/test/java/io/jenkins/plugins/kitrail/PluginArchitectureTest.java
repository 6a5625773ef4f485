package io.jenkins.plugins.kitrail;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of the plugin, as its README has them. */
@AnalyzeClasses(
    packages = "io.jenkins.plugins.kitrail",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PluginArchitectureTest {
  @ArchTest
  static final ArchRule WHAT_CAN_BE_FREE_OF_JENKINS_IS =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.jenkins.plugins.kitrail.command..",
              "io.jenkins.plugins.kitrail.durable..",
              "io.jenkins.plugins.kitrail.facts..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "hudson..", "jenkins..", "org.jenkinsci..", "org.kohsuke..", "com.cloudbees..");

  @ArchTest
  static final ArchRule THE_TOOL_IS_ON_NO_CLASS_PATH =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.github.kitrail..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.jenkins.plugins.kitrail.(*)..").should().beFreeOfCycles();

  @Test
  void filesAreSmall() throws IOException {
    for (String folder : List.of("../src", "../signatures/src", "src")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
          assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(400);
        }
      }
    }
  }

  /** Java's options are those of the image, but for what another Java or Windows needs. */
  @Test
  void theToolRunsWithTheImagesOptions() throws IOException {
    String ours =
        Files.readString(
            Path.of("../src/main/resources/io/jenkins/plugins/kitrail/tool/java.options"));
    for (String line : Files.readAllLines(Path.of("../../action/image/java.options"))) {
      if (!line.startsWith("#")) {
        assertThat(ours.lines()).contains(line);
      }
    }
  }
}
