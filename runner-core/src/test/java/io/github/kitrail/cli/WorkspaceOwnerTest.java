package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As in a container: we are root, and the workspace is somebody else's. */
class WorkspaceOwnerTest {
  private static final int RUNNER = 1001;
  private static final int DOCKER = 127;

  @TempDir Path temp;
  private ActionShell github;

  @BeforeEach
  void aWorkspaceOfSomebodyElse() throws Exception {
    assumeThat(System.getProperty("os.name")).as("owners are numbers").isEqualTo("Linux");
    assumeThat(uid(temp)).as("only root gives files away").isZero();
    github = ActionShell.in(temp);
    give(github.workspace());
    give(temp.resolve("home"));
  }

  @Test
  void whatAStepWritesBelongsToTheWorkspacesOwner() throws Exception {
    Path kit = TinyKit.in(github.workspace().resolve("kit"));
    Path own = Files.writeString(github.workspace().resolve("own.txt"), "of the runner");
    give(own);
    Path outside = Files.writeString(temp.resolve("outside"), "x");
    Files.createSymbolicLink(github.workspace().resolve("link"), outside);
    ActionShell.Step step =
        github
            .input("directory", kit)
            .input("tag", "oci:" + github.workspace().resolve("out/layout") + ":1")
            .run("publish");
    assertThat(step.run().status()).as(step.run().err()).isZero();
    for (String name : new String[] {"out", "out/layout", "out/layout/index.json"}) {
      Path written = github.workspace().resolve(name);
      assertThat(uid(written)).as(name).isEqualTo(RUNNER);
      assertThat(Files.getAttribute(written, "unix:gid")).isEqualTo(DOCKER);
    }
    assertThat(uid(kit.resolve("Kitfile"))).as("it was root's before").isZero();
    assertThat(uid(outside)).as("it is elsewhere").isZero();
    assertThat(uid(own)).isEqualTo(RUNNER);
  }

  @Test
  void alsoOfAStepThatFails() throws Exception {
    Path example = CommandRun.copyOfExample(github.workspace().resolve("faq-bot"));
    Path spec = example.resolve("smoke.yaml");
    Files.writeString(
        spec, "tests:\n  - {name: a, prompt: x, maxTokens: 1, assert: [{equals: NO}]}\n");
    Path report = github.workspace().resolve("junit.xml");
    ActionShell.Step step = github.input("modelkit", example).input("junit", report).run("test");
    assertThat(step.run().status()).isEqualTo(4);
    assertThat(uid(report)).isEqualTo(RUNNER);
  }

  private static void give(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", RUNNER);
    Files.setAttribute(path, "unix:gid", DOCKER);
  }

  private static int uid(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }
}
