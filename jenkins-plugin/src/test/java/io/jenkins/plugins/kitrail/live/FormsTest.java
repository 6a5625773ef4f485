package io.jenkins.plugins.kitrail.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kitrail.step.GateStep;
import io.jenkins.plugins.kitrail.step.PublishStep;
import io.jenkins.plugins.kitrail.step.WithModelKitStep;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Forms keep what they show, and the Snippet Generator writes what runs. */
@WithJenkins
class FormsTest {
  @Test
  void aFormKeepsEachArgument(JenkinsRule jenkins) throws Exception {
    Jobs.login("registry");
    Jobs.text("phrase", "abc");
    GateStep step = new GateStep("ghcr.io/acme/faq:1", "policy.yaml");
    step.setLevel("SLSA_BUILD_LEVEL_2\nSLSA_BUILD_LEVEL_3");
    step.setAttest(true);
    step.setTlsVerify(false);
    step.setConcurrency(7);
    step.setCredentialsId("registry");
    step.setPassphraseCredentialsId("phrase");

    GateStep kept = new StepConfigTester(jenkins).configRoundTrip(step);

    jenkins.assertEqualDataBoundBeans(step, kept);
  }

  @Test
  void aFormThatNobodyFilledHasOnlyDefaults(JenkinsRule jenkins) throws Exception {
    PublishStep step = new PublishStep("kit", "ghcr.io/acme/faq:1");
    PublishStep kept = new StepConfigTester(jenkins).configRoundTrip(step);
    jenkins.assertEqualDataBoundBeans(step, kept);
    assertThat(kept.getKey()).isNull();
  }

  @Test
  void theSnippetIsFlat(JenkinsRule jenkins) throws Exception {
    PublishStep step = new PublishStep("kit", "ghcr.io/acme/faq:1");
    step.setCredentialsId("registry");
    step.setPlainHttp(true);
    new SnippetizerTester(jenkins)
        .assertRoundTrip(
            step,
            "modelKitPublish credentialsId: 'registry', directory: 'kit', plainHttp: true, tag:"
                + " 'ghcr.io/acme/faq:1'");

    WithModelKitStep block = new WithModelKitStep();
    block.setCredentialsId("registry");
    new SnippetizerTester(jenkins)
        .assertRoundTrip(block, "withModelKit(credentialsId: 'registry') {\n    // some block\n}");
  }
}
