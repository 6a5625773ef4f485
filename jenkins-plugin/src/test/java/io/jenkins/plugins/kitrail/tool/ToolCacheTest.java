package io.jenkins.plugins.kitrail.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.FilePath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ToolCacheTest {
  @TempDir Path source;
  @TempDir Path agent;

  private final ToolCache cache = new ToolCache();

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theToolIsCopiedOnceToAFolderOfItsDigest() throws Exception {
    BundledTool tool = tool("jar 1");

    Path folder = Path.of(install(tool).getRemote());

    assertThat(folder).isEqualTo(agent.resolve("kitrail").resolve(tool.digest()));
    assertThat(folder.resolve("kitrail.jar")).hasContent("jar 1");
    assertThat(folder.resolve("kitrail")).isExecutable();
    assertThat(folder.toFile().list()).as("nothing half").hasSize(2);

    FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    Files.setLastModifiedTime(folder.resolve("kitrail.jar"), old);
    install(tool);
    assertThat(Files.getLastModifiedTime(folder.resolve("kitrail.jar"))).isEqualTo(old);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatSomebodyChangedOnTheAgentIsReplaced() throws Exception {
    BundledTool tool = tool("jar 1");
    Path jar = Path.of(install(tool).getRemote()).resolve("kitrail.jar");
    Files.writeString(jar, "evil");

    install(tool);

    assertThat(jar).hasContent("jar 1");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anotherVersionHasAnotherFolder() throws Exception {
    FilePath first = install(tool("jar 1"));
    assertThat(install(tool("jar 2")).getRemote()).isNotEqualTo(first.getRemote());
    assertThat(Path.of(first.getRemote(), "kitrail.jar")).hasContent("jar 1");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void manyStepsAtOnceGetOneWholeTool() throws Exception {
    BundledTool tool = tool("x".repeat(1_000_000));
    ExecutorService steps = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> folders = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        folders.add(
            steps.submit(
                () -> Files.readString(Path.of(install(tool).getRemote(), "kitrail.jar"))));
      }
      for (Future<String> folder : folders) {
        assertThat(folder.get()).hasSize(1_000_000);
      }
    } finally {
      steps.shutdown();
    }
  }

  @Test
  void aFullDiskIsSaid() throws Exception {
    URL broken = source.resolve("nothing").toUri().toURL();
    long tooMuch = Files.getFileStore(agent).getTotalSpace() + 1_000_000;
    BundledTool tool =
        new BundledTool("d", List.of(new BundledTool.Part("kitrail.jar", broken, "", tooMuch)));

    assertThatThrownBy(() -> install(tool))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no space is left for it: " + agent)
        .hasMessageEndingWith(
            " MB free, and kitrail.jar has "
                + tooMuch / 1_000_000
                + " MB; make room there, or use another agent");
  }

  @Test
  void anyOtherFailureIsSaidAsItIs() throws Exception {
    URL broken = source.resolve("nothing").toUri().toURL();
    BundledTool tool =
        new BundledTool("d", List.of(new BundledTool.Part("kitrail.jar", broken, "", 1)));

    assertThatThrownBy(() -> install(tool)).isInstanceOf(FileNotFoundException.class);
  }

  /** The offline build holds no runner core. */
  @Test
  void aPluginWithoutItsToolSaysSo() {
    assertThatThrownBy(() -> BundledTool.of(String.class))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageStartingWith("This build of the Kitrail plugin lacks its part kitrail.jar");
  }

  private FilePath install(BundledTool tool) throws IOException, InterruptedException {
    return cache.install(tool, "linux-1", new FilePath(agent.toFile()));
  }

  private BundledTool tool(String jar) throws IOException {
    BundledTool.Part one = part("kitrail.jar", jar);
    BundledTool.Part program = part("kitrail", "#!/bin/sh\n");
    return new BundledTool(one.sha256(), List.of(one, program));
  }

  private BundledTool.Part part(String name, String content) throws IOException {
    Path file = Files.writeString(source.resolve(name + content.hashCode()), content);
    return BundledTool.Part.of(name, file.toUri().toURL());
  }
}
