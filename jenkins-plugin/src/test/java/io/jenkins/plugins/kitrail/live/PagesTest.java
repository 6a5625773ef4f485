package io.jenkins.plugins.kitrail.live;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.model.Result;
import hudson.tasks.Fingerprinter.FingerprintAction;
import hudson.tasks.junit.TestResultAction;
import io.github.kitrail.fixture.FixtureRegistry;
import io.jenkins.plugins.kitrail.page.ModelKitAction;
import io.jenkins.plugins.kitrail.page.TrendAction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a build and its job show of the steps that ran. */
@WithJenkins
class PagesTest {
  private static final String TESTS =
      """
      tests:
        - name: 'a <b>bold</b> name'
          prompt: 'x'
          assert: [{contains: y}]
      """;

  private final FixtureRegistry registry = FixtureRegistry.start();
  private JenkinsRule jenkins;

  @BeforeEach
  void connect(JenkinsRule rule) throws Exception {
    jenkins = rule;
    jenkins.createOnlineSlave(Label.get("linux"));
  }

  @AfterEach
  void disconnect() {
    registry.close();
  }

  @Test
  void aPublishedModelKitHasAPageAndAFingerprint() throws Exception {
    WorkflowRun build =
        run(
            Jobs.KIT
                + "modelKitPublish directory: 'kit', tag: '%1$s/acme/tiny:1', plainHttp: true\n"
                + "modelKitPromote source: '%1$s/acme/tiny:1', destination: '%1$s/prod/tiny:1',"
                + " plainHttp: true\n");

    jenkins.assertBuildStatus(Result.SUCCESS, build);
    String digest = registry.repository("acme/tiny").tags().get("1");
    assertThat(build.getActions(ModelKitAction.class)).hasSize(1);
    String page = page(build, "modelkit");
    assertThat(page).contains(digest, registry.host() + "/prod/tiny:1", "m.bin", "promote: passed");
    String id = digest.substring("sha256:".length(), "sha256:".length() + 32);
    assertThat(build.getAction(FingerprintAction.class).getFingerprints().values())
        .isNotEmpty()
        .allMatch(it -> it.getHashString().equals(id) && it.getOriginal().is(build));
  }

  @Test
  void aStepThatDoesNotStartShowsItsSentence() throws Exception {
    WorkflowRun build =
        run("modelKitPublish directory: '.', tag: 'a.io/b:1', credentialsId: 'no'\n");

    jenkins.assertBuildStatus(Result.FAILURE, build);
    assertThat(page(build, "modelkit"))
        .contains("There is no credential no that this build may use.");
    assertThat(page(build, "")).contains("There is no credential no that this build may use.");
  }

  @Test
  void thePageOutlivesARestartOfTheBuildsRecord() throws Exception {
    WorkflowRun build =
        run(
            Jobs.KIT
                + "modelKitPublish directory: 'kit', tag: '%s/acme/tiny:1', plainHttp: true\n");
    build.reload();

    assertThat(page(build, "modelkit")).contains("m.bin");
    assertThat(Files.size(build.getRootDir().toPath().resolve("build.xml"))).isLessThan(64 * 1024);
  }

  /** The example answers right; a second spec has a name that is HTML, and a wrong expectation. */
  @Test
  void smokeTestsAreJenkinsTestsAndATrend() throws Exception {
    Path example = Path.of("../examples/faq-bot").toAbsolutePath();
    String model = Path.of("model/faq-bot.gguf").toString();
    WorkflowRun build =
        run(
            "sh 'cp -r \""
                + example
                + "\" kit && ls kit/"
                + model
                + "'\n"
                + "modelKitTest modelkit: 'kit'\n"
                + "writeFile file: 'wrong.yaml', text: '''"
                + TESTS.replace("'", "\"")
                + "'''\n"
                + "modelKitTest modelkit: 'kit', spec: 'wrong.yaml'\n");

    jenkins.assertBuildStatus(Result.FAILURE, build);
    TestResultAction tests = build.getAction(TestResultAction.class);
    assertThat(tests.getFailCount()).isEqualTo(1);
    assertThat(tests.getTotalCount()).isEqualTo(13);
    assertThat(page(build, "modelkit"))
        .as("Jelly leaves a > as it is")
        .contains("a &lt;b>bold&lt;/b> name")
        .doesNotContain("<b>bold");
    assertThat(build.getParent().getAction(TrendAction.class)).isNotNull();
    HtmlPage trend = jenkins.createWebClient().getPage(build.getParent(), "modelkit-trend");
    assertThat(trend.getWebResponse().getContentAsString()).contains("<polyline", "tokens/s");
  }

  private WorkflowRun run(String steps) throws Exception {
    return Jobs.run(
        jenkins,
        "p",
        "node('linux') {\n" + steps.replace("%s", "%1$s").formatted(registry.host()) + "}\n");
  }

  private String page(WorkflowRun build, String name) throws Exception {
    HtmlPage page = jenkins.createWebClient().getPage(build, name);
    return page.getWebResponse().getContentAsString();
  }
}
