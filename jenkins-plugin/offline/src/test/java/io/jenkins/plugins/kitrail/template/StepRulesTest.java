package io.jenkins.plugins.kitrail.template;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Jenkins would refuse is an error of the tests: they fail when a pipeline is broken. */
class StepRulesTest {
  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dryRun: true|dryrun: true|modelKitRun has no argument dryrun",
        "dryRun: true|dryRun: 'yes'|modelKitRun takes no yes for dryRun",
        "modelKitRun(|modelKitRum(|Jenkins has no step modelKitRum",
        "changeRequest()|pullRequest()|Not a condition that this test knows: pullRequest",
        "stage('Test, publish, sign, attest')|stage('Validate, test, pack')|Two stages are called",
        "abortPrevious:|abortOlder:|disableConcurrentBuilds has no argument abortOlder",
      })
  void aBrokenPipelineIsRefused(String before, String after, String sentence) throws Exception {
    String text = Files.readString(Scenarios.ci().jenkinsfile(temp));
    Path broken =
        Files.writeString(temp.resolve("broken.Jenkinsfile"), text.replace(before, after));
    assertThatThrownBy(() -> Scenarios.pullRequest(broken).run()).hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource({"reference", "policy"})
  void aStepWithoutWhatItNeedsIsRefused(String argument) throws Exception {
    String text = Files.readString(Scenarios.cd().jenkinsfile(temp));
    String gate = text.substring(text.indexOf("modelKitGate("));
    String without = gate.replaceFirst(argument + ": [\\w.]+,", "");
    Path broken =
        Files.writeString(temp.resolve("broken.Jenkinsfile"), text.replace(gate, without));
    assertThatThrownBy(() -> Scenarios.delivery(broken).run())
        .hasMessageContaining("modelKitGate needs the argument " + argument);
  }
}
