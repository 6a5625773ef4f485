package io.jenkins.plugins.kitrail.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shared library is made from the Jenkinsfiles, so that the two never differ; {@code
 * -Dkitrail.update=true} writes it anew.
 */
class LibraryTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"ci", "cd", "ct"})
  void theLibraryIsMadeFromTheJenkinsfile(String name) throws IOException {
    isKept(
        Templates.VARS.resolve(Templates.variable(name) + ".groovy"), LibrarySource.groovy(name));
    isKept(Templates.VARS.resolve(Templates.variable(name) + ".txt"), LibrarySource.help(name));
  }

  private static void isKept(Path file, String text) throws IOException {
    if (Boolean.getBoolean("kitrail.update")) {
      Files.writeString(file, text);
    }
    assertThat(file)
        .as("-Dtest=LibraryTest -Dkitrail.update=true writes it")
        .content()
        .isEqualTo(text);
  }

  /** The starters are what a repository has that uses the library; nothing is left out in them. */
  @ParameterizedTest
  @ValueSource(strings = {"ci", "cd", "ct"})
  void theOneLineRuns(String name) throws IOException {
    Path starter = Templates.caller(name);
    Build build =
        switch (name) {
          case "ci" -> Scenarios.main(starter);
          case "cd" -> Scenarios.delivery(starter);
          default -> Scenarios.training(starter, List.of("data/faq.jsonl"), 2, 3);
        };
    assertThat(build.run().failure()).isNull();
    assertThat(build.order("modelKitRun", "modelKitRender")).hasSize(1);
  }

  @Test
  void aSettingThatIsWrittenWrongSaysSo() throws IOException {
    Build build = Scenarios.main(call("modelKitCi(refrence: 'acme/faq:1')")).run();
    assertThat(build.failure()).startsWith("modelKitCi has no setting refrence. It has: agent, ");
    assertThat(build.calls("modelKitRun")).isEmpty();
  }

  @Test
  void aSettingThatIsMissingSaysSo() throws IOException {
    Build build = Scenarios.delivery(call("modelKitCd(key: 'cosign.pub')")).run();
    assertThat(build.failure())
        .isEqualTo("modelKitCd needs the setting promoteTo: vars/modelKitCd.txt says what it is.");
    assertThat(build.calls("modelKitVerify")).isEmpty();
  }

  private Path call(String line) throws IOException {
    return Files.writeString(
        temp.resolve("Jenkinsfile.Jenkinsfile"), "@Library('kitrail') _\n\n" + line + "\n");
  }
}
