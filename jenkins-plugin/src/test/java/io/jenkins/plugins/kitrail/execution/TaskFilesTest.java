package io.jenkins.plugins.kitrail.execution;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.FilePath;
import io.jenkins.plugins.kitrail.command.CredentialVariables;
import io.jenkins.plugins.kitrail.credentials.CredentialIds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class TaskFilesTest {
  private static final String ROOT = "{\"mediaType\": \"root\"}";

  @TempDir Path agent;
  private Path workspace;
  private final EnvVars environment = new EnvVars();

  @BeforeEach
  void create() throws Exception {
    workspace = Files.createDirectory(agent.resolve("job"));
  }

  @Test
  void aContentIsAFileAndAPathIsItself() throws Exception {
    TaskFiles files =
        files(Map.of("KITRAIL_TRUSTED_ROOT", ROOT, "KITRAIL_SIGNING_CONFIG", "/etc/config.json"));

    Map<String, String> variables = files.write(environment);

    assertThat(variables).containsEntry("KITRAIL_SIGNING_CONFIG", "/etc/config.json");
    Path root = Path.of(variables.get("KITRAIL_TRUSTED_ROOT"));
    assertThat(root).hasContent(ROOT);
    assertThat(root.startsWith(workspace)).isFalse();
    assertThat(variables.get("DOCKER_CONFIG")).isEqualTo(root.getParent().toString());
    files.remove();
    assertThat(root).doesNotExist();
  }

  @Test
  void thePipelinesOwnEnvironmentComesFirst() throws Exception {
    environment.put("KITRAIL_TRUSTED_ROOT", "/own");
    assertThat(files(Map.of("KITRAIL_TRUSTED_ROOT", ROOT)).write(environment))
        .containsOnlyKeys("DOCKER_CONFIG");
  }

  @Test
  void whatTheTestsWroteIsRead() throws Exception {
    TaskFiles files = files(Map.of());
    assertThat(files.testsWritten()).isNull();
    Path report = Path.of(files.tests());
    Files.createDirectories(report.getParent());
    Files.writeString(report, "<testsuite name='é'/>");

    assertThat(files.testsWritten()).isEqualTo("<testsuite name='é'/>");
    files.remove();
    assertThat(report).doesNotExist();
  }

  private TaskFiles files(Map<String, String> sigstore) {
    StepRequest request =
        new StepRequest("run", List.of("run", "--"), CredentialIds.NONE, null, true, sigstore);
    CredentialVariables credentials = new CredentialVariables().dockerConfig("d", "{}");
    return TaskFiles.beside(
        new FilePath(workspace.toFile()),
        environment,
        new Task(request, credentials, new UUID(1, 2)));
  }
}
