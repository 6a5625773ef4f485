package io.jenkins.plugins.kitrail.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.Launcher;
import hudson.model.TaskListener;
import io.jenkins.plugins.kitrail.durable.UnusableAgentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class AgentJavaTest {
  @TempDir Path folder;

  private final AgentJava javas = new AgentJava(new Launcher.LocalLauncher(TaskListener.NULL));

  @Test
  void theFirstThatIsNewEnoughIsTaken() throws Exception {
    String own = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    assertThat(choose(folder + "/none", java("old", "1.8.0_392"), own, java("new", "25")))
        .isEqualTo(own);
  }

  @Test
  void anAgentWithoutOneSaysWhatWasTried() throws Exception {
    String old = java("old", "1.8.0_392");

    assertThatThrownBy(() -> choose(folder + "/none", old))
        .isInstanceOf(UnusableAgentException.class)
        .hasMessage(
            "kitrail needs Java 17 or newer, and agent linux-1 has none: "
                + folder
                + "/none does not start, "
                + old
                + " is 1.8.0_392. Install one, or name a newer JDK of Manage Jenkins, Tools, in the"
                + " argument jdk or in Kitrail's settings at Manage Jenkins, System.");
  }

  private String choose(String... candidates) throws Exception {
    return javas.choose(new LinkedHashSet<>(List.of(candidates)), "linux-1");
  }

  /** A program that says this of itself, on stderr as Java does. */
  private String java(String name, String version) throws Exception {
    Path file = folder.resolve(name);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(
        file, "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2024-01-01' >&2\n");
    return file.toString();
  }
}
