package io.github.kitrail.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.environment.GitRepository;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A job signs as itself: its certificate has the names that GitHub's token gives to the workflow.
 */
@Tag("peer")
@ExtendWith(WithLocalGitHub.class)
class KeylessActTest {
  private static ActLog log;

  @BeforeAll
  static void runsTheWorkflow(LocalGitHub github) throws Exception {
    ModelRepository repository = ModelRepository.in(github.newFolder("repository"));
    GitRepository git = repository.workflow("keyless.yml").commit();
    String workflow = "acme/faq-bot/.github/workflows/keyless.yml@refs/heads/main";
    github
        .identities()
        .githubJob(
            Map.of(
                "sha", git.head(),
                "workflow_ref", workflow,
                "workflow_sha", git.head(),
                "job_workflow_ref", workflow,
                "job_workflow_sha", git.head()));
    log =
        new WorkflowRun(github, repository, "keyless.yml")
            .var("ISSUER", github.identities().githubIssuerUrl())
            .run();
  }

  @Test
  void theWorkflowIsTheSigner() throws Exception {
    assertThat(log.job("release")).as(log.text()).isEqualTo("success");
    String digest = log.outputs("run").get("digest");
    JsonNode run = new ObjectMapper().readTree(log.outputs("run").get("metadata"));
    assertThat(run.path("signatures")).isNotEmpty();
    assertThat(log.outputs("verify")).containsEntry("digest", digest);
    assertThat(log.summary("verify")).contains("https://slsa.dev/provenance/v1");
    assertThat(log.outputs("gate")).containsEntry("verdict", "PASSED");
  }

  @Test
  void aStrangersWorkflowIsNot() {
    assertThat(log.step("stranger")).isEqualTo("failure");
    assertThat(log.annotations("error")).hasSize(1);
    assertThat(log.annotations("error").get(0).message())
        .contains("mallory/faq-bot/.github/workflows/keyless.yml");
  }
}
