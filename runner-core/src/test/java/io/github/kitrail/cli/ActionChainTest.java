package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.evidence.Samples;
import io.github.kitrail.fixture.FixtureRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of continuous training: what has changed, and what is there to train on. */
class ActionChainTest {
  @TempDir Path temp;
  private FixtureRegistry registry;
  private ActionShell github;
  private Path kit;
  private String base;
  private String reference;

  @BeforeEach
  void aModelKitOnABase() throws Exception {
    registry = FixtureRegistry.start();
    base = registry.host() + "/acme/base:1";
    reference = registry.host() + "/acme/faq-bot:1";
    github = ActionShell.in(temp).input("plain-http", "true");
    publishBase("weights");
    kit = Files.createDirectories(github.workspace().resolve("kit"));
    Files.writeString(kit.resolve("train.jsonl"), "{}\n");
    Files.writeString(
        kit.resolve("Kitfile"),
        """
        manifestVersion: 1.0.0
        package: {name: faq-bot, version: 1.0.0}
        model: {name: m, path: "%s"}
        datasets: [{name: train, path: train.jsonl}]
        """
            .formatted(base));
    Files.writeString(kit.resolve("kitrail.yaml"), "version: 1\nattest: [slsa-provenance]\n");
    ok(
        github
            .input("directory", kit)
            .input("tag", reference)
            .input("key", Samples.text("cosign/p256.key"))
            .input("key-passphrase", "pw")
            .run("run"));
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private void publishBase(String weights) throws Exception {
    Path folder = temp.resolve("base");
    TinyKit.in(folder);
    Files.writeString(folder.resolve("model.gguf"), weights);
    ok(github.input("directory", folder).input("tag", base).run("publish"));
  }

  private static ActionShell.Step ok(ActionShell.Step step) {
    assertThat(step.run().status()).as(step.run().err()).isZero();
    return step;
  }

  private ActionShell.Step chain() throws Exception {
    return ok(
        github
            .input("reference", reference)
            .input("outdated", "true")
            .input("folder", kit)
            .run("chain"));
  }

  @Test
  void chainSaysWhatHasChanged() throws Exception {
    ActionShell.Step same = chain();
    assertThat(same.outputs())
        .containsEntry("outdated", "false")
        .doesNotContainKey("changed")
        .hasEntrySatisfying("base", it -> assertThat(it).contains("/acme/base@sha256:"))
        .hasEntrySatisfying("digest", it -> assertThat(it).startsWith("sha256:"));
    assertThat(same.outputs().get("reference")).endsWith("@" + same.outputs().get("digest"));
    assertThat(same.summary()).contains("Stands on", "Not outdated");

    publishBase("other weights");
    Files.writeString(kit.resolve("train.jsonl"), "{\"more\": 1}\n");
    ActionShell.Step changed = chain();
    assertThat(changed.outputs())
        .containsEntry("outdated", "true")
        .containsEntry("changed", "base " + base + "\ndataset train.jsonl");
    assertThat(changed.outputs().get("base")).isNotEqualTo(same.outputs().get("base"));
    assertThat(changed.summary()).contains("**Outdated**", "train.jsonl");
  }

  @Test
  void pullGoesIntoAStoreOfTheWorkspaceOrIntoAFolder() throws Exception {
    Path store = github.workspace().resolve(".kitrail/store");
    String pinned = chain().outputs().get("reference");
    ActionShell.Step pulled =
        ok(github.input("reference", pinned).input("store", store).run("pull"));
    assertThat(pulled.outputs()).containsKey("digest").doesNotContainKey("directory");
    assertThat(pulled.artifacts()).as("nothing was built").isEmpty();
    assertThat(pulled.summary()).contains("moved", "signatures and attestations went along");
    ActionShell.Step again =
        ok(github.input("reference", pinned).input("store", store).run("pull"));
    assertThat(again.run().out()).contains("(0 B moved");

    Path folder = github.workspace().resolve(".kitrail/base");
    ActionShell.Step laidOut =
        ok(
            github
                .input("reference", chain().outputs().get("base"))
                .input("to", folder)
                .run("pull"));
    assertThat(laidOut.outputs()).containsEntry("directory", ".kitrail/base");
    assertThat(folder.resolve("model.gguf")).hasContent("weights");
  }

  @Test
  void aDryRunIsNothingThatWasBuilt() throws Exception {
    ActionShell.Step step =
        ok(
            github
                .input("directory", kit)
                .input("tag", reference)
                .input("dry-run", "true")
                .run("run"));
    assertThat(step.artifacts()).isEmpty();
    assertThat(step.outputs().get("reference")).startsWith("store:");
    assertThat(step.summary()).contains("dry run", "| pack | ✅ passed |", "train.jsonl");
  }
}
