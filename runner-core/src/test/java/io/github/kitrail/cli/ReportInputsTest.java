package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GitHub's API is told, where nobody answers: none of that is needed to see these. */
class ReportInputsTest {
  /** Nothing listens there. */
  private static final String NOBODY = "http://127.0.0.1:1";

  @TempDir Path temp;
  private ActionShell github;

  @BeforeEach
  void aRunner() throws Exception {
    Path kit = TinyKit.in(temp.resolve("workspace/kit"));
    github =
        ActionShell.in(temp)
            .with("GITHUB_API_URL", NOBODY)
            .with("GITHUB_SHA", "ce587453ced02b1526dfb4cb910479d431683101")
            .input("github-token", "ghs_secret123")
            .input("directory", kit)
            .input("tag", "oci:" + temp.resolve("layout") + ":1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "check; yes; The input check is check-run or commit-status, and not yes.",
        "comment; 1; The input comment is true or false, and not 1.",
        "github-attestations; on; The input github-attestations is true or false, and not on.",
        "deployment-url; prod; The input deployment-url is an address that begins with https://",
        "deployment-url; javascript:alert(1); The input deployment-url is an address",
      })
  void aWrongValueIsToldBeforeAnythingIsDone(String input, String value, String sentence)
      throws Exception {
    ActionShell.Step step = github.input(input, value).run("run");
    assertThat(step.run().status()).isEqualTo(2);
    assertThat(step.commands("error")).hasSize(1);
    assertThat(step.commands("error").get(0)).contains(sentence);
    assertThat(step.outputs()).isEmpty();
  }

  @Test
  void outsideOfAPullRequestThereIsNoneToCommentOn() throws Exception {
    ActionShell.Step step = github.input("comment", "true").run("publish");
    assertThat(step.run().status()).as(step.run().err()).isZero();
    assertThat(step.run().err()).contains("This run is for no pull request, so there is none");
    assertThat(step.commands("warning")).isEmpty();
  }

  @Test
  void withoutGitHubTheStepGoesOn() throws Exception {
    ActionShell.Step step = pullRequest().input("comment", "true").run("publish");
    assertThat(step.run().status()).as(step.run().err()).isZero();
    assertThat(step.outputs()).containsKey("digest");
    assertThat(step.commands("warning")).hasSize(1);
    assertThat(step.commands("warning").get(0))
        .contains("Could not comment on pull request #7", "nothing listens there")
        .endsWith("The step goes on without it.");
    assertThat(step.run().err().replace("::add-mask::ghs_secret123", "") + step.run().out())
        .doesNotContain("ghs_secret123");
  }

  @Test
  void withoutATokenThatIsToldOnce() throws Exception {
    ActionShell.Step step =
        pullRequest()
            .input("github-token", "")
            .input("comment", "true")
            .input("check", "commit-status")
            .input("deployment", "staging")
            .run("run");
    assertThat(step.commands("warning")).hasSize(1);
    assertThat(step.commands("warning").get(0)).contains("The input github-token is empty");
    assertThat(step.run().status()).as("there is no key, and that decides").isEqualTo(2);
  }

  @Test
  void whoAsksForNothingAsksNobody() throws Exception {
    ActionShell.Step step = pullRequest().run("publish");
    assertThat(step.run().status()).as(step.run().err()).isZero();
    assertThat(step.commands("warning")).isEmpty();
  }

  private ActionShell pullRequest() throws Exception {
    return github.forPullRequest(7, "0123456789012345678901234567890123456789");
  }
}
