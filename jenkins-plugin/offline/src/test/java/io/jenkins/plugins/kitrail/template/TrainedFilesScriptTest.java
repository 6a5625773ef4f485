package io.jenkins.plugins.kitrail.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of CT that take what was trained from one agent to another. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the agents are Linux")
class TrainedFilesScriptTest {
  @TempDir Path temp;

  @Test
  void onlyWhatIsNamedArrives() throws Exception {
    Build build =
        Scenarios.training(
                Scenarios.ct()
                    .with("directory", "'bot'")
                    .with("trained", "'model\\n\\ndata/new ones.csv'")
                    .jenkinsfile(temp),
                List.of("data/faq.jsonl"),
                2,
                3)
            .run();
    Path trained = temp.resolve("trained");
    write(trained, "bot/model/new.gguf", "new");
    write(trained, "bot/data/new ones.csv", "new");
    write(trained, "bot/policy.yaml", "changed by whoever trains");
    write(trained, ".kitrail/base/x", "");
    isFine(new Shell(trained).run(build, "tar --create"));

    Path publishing = temp.resolve("publishing");
    write(publishing, "bot/model/old.gguf", "old");
    write(publishing, "bot/policy.yaml", "from the repository");
    write(publishing, ".kitrail/unused", "");
    Files.copy(trained.resolve(".kitrail/trained.tar"), publishing.resolve(".kitrail/trained.tar"));
    isFine(new Shell(publishing).run(build, "tar --extract"));

    assertThat(publishing.resolve("bot/model/new.gguf")).hasContent("new");
    assertThat(publishing.resolve("bot/data/new ones.csv")).hasContent("new");
    assertThat(publishing.resolve("bot/model/old.gguf")).doesNotExist();
    assertThat(publishing.resolve("bot/policy.yaml")).hasContent("from the repository");
    assertThat(publishing.resolve(".kitrail")).doesNotExist();
  }

  private static void isFine(Shell.Ended ended) {
    assertThat(ended.status()).as(ended.text()).isZero();
  }

  private static void write(Path folder, String path, String text) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
