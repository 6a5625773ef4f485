package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether what a ModelKit was made from is still what is there. */
class OutdatedRunTest {
  @TempDir Path temp;
  private Path base;
  private Path folder;
  private CommandRun.Shell shell;

  @BeforeEach
  void aModelKitOnABase() throws Exception {
    shell = CommandRun.in(temp.resolve("home"));
    base = TinyKit.in(temp.resolve("base"));
    pack("base:1");
    folder = Files.createDirectories(temp.resolve("kit"));
    Files.createDirectories(folder.resolve("own"));
    Files.writeString(folder.resolve("own/train.jsonl"), "{}\n");
    Files.writeString(folder.resolve("own/README.md"), "# Data\n");
    kitfile("base:1");
    Files.writeString(folder.resolve("kitrail.yaml"), "version: 1\nattest: [slsa-provenance]\n");
  }

  private void kitfile(String on) throws Exception {
    Files.writeString(
        folder.resolve("Kitfile"),
        """
        manifestVersion: 1.0.0
        package: {name: upper, version: 1.0.0}
        model: {name: m, path: "%s"}
        datasets: [{name: train, path: own}]
        docs: [{path: own/README.md}]
        """
            .formatted(on));
  }

  private void pack(String reference) {
    ok("pack", base.toString(), "-t", reference);
  }

  private CommandRun ok(String... args) {
    CommandRun run = shell.run(args);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  private void newBase() throws Exception {
    Files.writeString(base.resolve("model.gguf"), "other weights");
    pack("base:1");
  }

  private String digest(String reference) throws Exception {
    return ok("inspect", reference, "--output", "json").json().path("digest").asText();
  }

  private JsonNode outdated(String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("chain", "upper:1.0.0", "--outdated"));
    words.addAll(List.of(more));
    words.addAll(List.of("--output", "json"));
    return ok(words.toArray(String[]::new)).json();
  }

  @Test
  void aBaseThatMovedIsTold() throws Exception {
    ok("run", folder.toString());
    assertThat(outdated().path("outdated").asBoolean()).isFalse();
    assertThat(ok("chain", "upper:1.0.0", "--outdated").out()).contains("Not outdated");
    assertThat(ok("chain", "upper:1.0.0", "--output", "json").json().has("outdated"))
        .as("nobody asked")
        .isFalse();
    String before = digest("base:1");
    newBase();
    JsonNode found = outdated();
    assertThat(found.path("outdated").asBoolean()).isTrue();
    assertThat(found.path("changes")).hasSize(1);
    JsonNode change = found.path("changes").path(0);
    assertThat(change.path("what").asText()).isEqualTo("base");
    assertThat(change.path("name").asText()).isEqualTo("base:1");
    assertThat(change.path("before").asText()).isEqualTo(before);
    assertThat(change.path("now").asText()).isEqualTo(digest("base:1"));
    assertThat(ok("chain", "upper:1.0.0", "--outdated").out())
        .contains("base base:1: " + before + " then, now " + digest("base:1"));
  }

  @Test
  void datasetsAreComparedByWhatIsInThem() throws Exception {
    ok("run", folder.toString());
    String dir = folder.toString();
    assertThat(outdated("--folder", dir).path("outdated").asBoolean()).isFalse();
    Files.writeString(folder.resolve("own/README.md"), "# It is no part of the dataset\n");
    assertThat(outdated("--folder", dir).path("outdated").asBoolean()).isFalse();
    Files.writeString(folder.resolve("own/train.jsonl"), "{\"more\": 1}\n");
    JsonNode found = outdated("--folder", dir);
    assertThat(found.path("changes").findValuesAsText("what")).containsExactly("dataset");
    assertThat(found.path("changes").findValuesAsText("name")).containsExactly("own");
    assertThat(outdated().path("outdated").asBoolean()).as("without the folder").isFalse();
  }

  @Test
  void compressionIsNoChange() throws Exception {
    ok("pack", folder.toString(), "-t", "upper:1.0.0", "--compression", "gzip");
    kitfile("base@" + digest("base:1"));
    ok("pack", folder.toString(), "-t", "upper:1.0.0", "--compression", "gzip");
    assertThat(outdated("--folder", folder.toString()).path("outdated").asBoolean()).isFalse();
  }

  @Test
  void theFolderMayStandOnAnotherBase() throws Exception {
    ok("run", folder.toString());
    Files.writeString(base.resolve("model.gguf"), "other weights");
    pack("base:2");
    kitfile("base:2");
    JsonNode found = outdated("--folder", folder.toString());
    assertThat(found.path("changes").findValuesAsText("name")).containsExactly("base:2");
    assertThat(found.at("/links/0/digest").asText()).isEqualTo(digest("base:2"));
  }

  @Test
  void withoutProvenanceItCannotBeTold() throws Exception {
    ok("pack", folder.toString(), "-t", "upper:1.0.0");
    CommandRun run = shell.run("chain", "upper:1.0.0", "--outdated");
    assertThat(run.status()).isEqualTo(6);
    assertThat(run.err()).contains("Could not tell", "no provenance", "base:1", "attest:");
    CommandRun alone = shell.run("chain", "upper:1.0.0", "--folder", folder.toString());
    assertThat(alone.status()).isEqualTo(2);
    assertThat(alone.err()).contains("--outdated");
  }

  @Test
  void aBaseNamedByItsDigestCannotMove() throws Exception {
    kitfile("base@" + digest("base:1"));
    ok("pack", folder.toString(), "-t", "upper:1.0.0");
    newBase();
    assertThat(outdated().path("outdated").asBoolean()).isFalse();
  }
}
