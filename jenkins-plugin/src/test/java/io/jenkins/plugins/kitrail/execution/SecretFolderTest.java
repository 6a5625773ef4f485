package io.jenkins.plugins.kitrail.execution;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.FilePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class SecretFolderTest {
  @TempDir Path agent;

  @Test
  void itIsBesideTheWorkspaceForNobodyElseAndGoesAway() throws Exception {
    Path workspace = Files.createDirectory(agent.resolve("job"));
    SecretFolder secrets = beside(workspace, new EnvVars());

    Path file = Path.of(secrets.write("config.json", "{\"auths\": {}}"));

    Path folder = Path.of(secrets.path());

    assertThat(folder).doesNotHaveToString(workspace.toString()).exists();
    assertThat(folder.startsWith(workspace)).isFalse();
    assertThat(file).isEqualTo(folder.resolve("config.json")).hasContent("{\"auths\": {}}");
    assertThat(rights(folder)).isEqualTo("rwx------");
    assertThat(rights(file)).isEqualTo("rw-------");

    secrets.remove();
    assertThat(folder).doesNotExist();
    secrets.remove();
  }

  /** In {@code dir('sub')} the folder's own sibling would be in the workspace. */
  @Test
  void itIsBesideTheWorkspaceAlsoWhenTheStepRunsInAFolderOfIt() throws Exception {
    Path folder = Files.createDirectories(agent.resolve("job/sub"));
    EnvVars environment = new EnvVars();
    environment.put("WORKSPACE_TMP", agent.resolve("job@tmp").toString());

    String written = beside(folder, environment).path();

    assertThat(Path.of(written).getParent()).isEqualTo(agent.resolve("job@tmp"));
  }

  private static SecretFolder beside(Path workspace, EnvVars environment) {
    return SecretFolder.beside(new FilePath(workspace.toFile()), environment, "id");
  }

  private static String rights(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
