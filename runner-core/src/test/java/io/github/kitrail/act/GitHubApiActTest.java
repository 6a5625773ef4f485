package io.github.kitrail.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.kitrail.github.MockGitHub;
import io.github.kitrail.github.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What GitHub's API hears from a step in the container, and what happens when it refuses. */
@Tag("peer")
@ExtendWith(WithLocalGitHub.class)
class GitHubApiActTest {
  private static MockGitHub api;
  private static ActLog log;

  /** The first check is taken, the second one is not. */
  @BeforeAll
  static void runsTheWorkflow(LocalGitHub github) throws Exception {
    api = MockGitHub.start();
    api.answer("issues/list-comments", Reply.with(JsonNodeFactory.instance.arrayNode()));
    JsonNode created = api.example("POST", "/repos/o/r/check-runs");
    api.answer("checks/create", Reply.with(created), Reply.forbidden("checks=write"));
    ModelRepository repository = ModelRepository.in(github.newFolder("repository"));
    repository.workflow("api.yml").commit();
    WorkflowRun run = new WorkflowRun(github, repository, "api.yml").on(Event.pullRequest());
    log =
        CosignKey.generate(github.newFolder("key"))
            .in(run)
            .secret("REGISTRY_TOKEN", LocalGitHub.ROBOT_PASSWORD)
            .secret("API_TOKEN", MockGitHub.TOKEN)
            .variable("GITHUB_API_URL", api.url())
            .variable("GITHUB_REPOSITORY", MockGitHub.REPOSITORY)
            .run();
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      api.close();
    }
  }

  @Test
  void theCheckAndTheCommentAreWritten() {
    assertThat(log.job("model")).as(log.text()).isEqualTo("success");
    assertThat(api.wrong()).isEmpty();
    JsonNode check = api.received("checks/create").get(0).body();
    assertThat(check.path("conclusion").asText()).isEqualTo("success");
    assertThat(check.path("output").path("title").asText()).contains("11 smoke tests passed");
    assertThat(api.received("issues/create-comment")).hasSize(1);
    assertThat(api.received("issues/get").get(0).path()).containsEntry("issue_number", "7");
    assertThat(api.received("issues/create-comment").get(0).body().path("body").asText())
        .contains(log.outputs("run").get("digest"));
  }

  @Test
  void aMissingPermissionIsAWarningThatNamesIt() {
    assertThat(log.step("test")).isEqualTo("success");
    assertThat(api.received("checks/create")).hasSize(2);
    assertThat(log.annotations("error")).isEmpty();
    assertThat(log.annotations("warning")).hasSize(1);
    assertThat(log.annotations("warning").get(0).message())
        .contains("`permissions: checks: write`");
  }
}
