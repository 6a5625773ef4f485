package io.github.kitrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.cli.PeerProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * actionlint, zizmor and GitHub's own language service have nothing to say about any workflow or
 * action.yml of this repository, and each says something about a broken one.
 */
@Tag("peer")
class WorkflowCheckersPeerTest {
  /**
   * What GitHub would have to be asked for is left out; nothing is ignored but where it says so.
   */
  private static final List<String> ZIZMOR =
      List.of("--offline", "--no-progress", "--color=never", "--min-severity=low", "--no-config");

  @TempDir Path temp;

  /** Starters as they are after they were copied. */
  private List<Path> files() throws Exception {
    List<Path> files = new ArrayList<>();
    RepositoryWorkflows.own().forEach(it -> files.add(it.path()));
    RepositoryWorkflows.actions().forEach(it -> files.add(it.path()));
    for (WorkflowFile starter : RepositoryWorkflows.starters()) {
      files.add(write("starter-" + starter.name(), LocalCopy.copied(starter.text())));
    }
    assertThat(files).hasSizeGreaterThan(12);
    return files;
  }

  /** Where zizmor and the language service take a file for a workflow. */
  private Path write(String name, String text) throws Exception {
    Path folder =
        name.equals("action.yml")
            ? temp.resolve("broken")
            : temp.resolve("files/.github/workflows");
    return Files.writeString(Files.createDirectories(folder).resolve(name), text);
  }

  private PeerProgram.Ended zizmor(List<Path> files) throws Exception {
    List<String> words = new ArrayList<>(ZIZMOR);
    files.forEach(it -> words.add(it.toString()));
    return new PeerProgram("zizmor", temp, Map.of()).end(words);
  }

  private PeerProgram.Ended languageService(List<Path> files) throws Exception {
    List<String> words = new ArrayList<>(List.of(RepositoryWorkflows.ROOT.toString()));
    files.forEach(it -> words.add(it.toString()));
    return new PeerProgram("languageservice", temp, Map.of()).end(words);
  }

  private static void isClean(PeerProgram.Ended ended) {
    assertThat(ended.status()).as(ended.text()).isZero();
  }

  private static void found(PeerProgram.Ended ended, String sentence) {
    assertThat(ended.status()).as(ended.text()).isNotZero();
    assertThat(ended.text()).contains(sentence);
  }

  @Test
  void actionlintFindsNothing() throws Exception {
    LocalCopy copy = LocalCopy.in(temp.resolve("copy"));
    List<Path> files = new ArrayList<>(List.of(copy.addUserOfAllActions()));
    for (WorkflowFile workflow : RepositoryWorkflows.own()) {
      files.add(copy.add(workflow.name(), workflow.text()));
    }
    for (WorkflowFile workflow : RepositoryWorkflows.plugin()) {
      files.add(copy.add("plugin-" + workflow.name(), workflow.text()));
    }
    for (WorkflowFile starter : RepositoryWorkflows.starters()) {
      files.add(copy.add("starter-" + starter.name(), LocalCopy.copied(starter.text())));
    }
    isClean(new Actionlint(copy).check(files));
  }

  @Test
  void actionlintFindsWhatIsWrong() throws Exception {
    LocalCopy copy = LocalCopy.in(temp.resolve("copy"));
    WorkflowFile ci = RepositoryWorkflows.ours("kitrail/kitrail/.github/workflows/modelkit-ci.yml");
    Path input = copy.add("broken.yml", ci.text().replace("dry-run: true", "dryrun: true"));
    found(new Actionlint(copy).check(List.of(input)), "input \"dryrun\" is not defined in action");
    Path script = copy.add("script.yml", ci.text().replace("exit 1", "rm -r $GITHUB_WORKSPACE/x"));
    found(new Actionlint(copy).check(List.of(script)), "SC2086");
    WorkflowFile starter =
        WorkflowFile.read(RepositoryWorkflows.STARTERS.resolve("modelkit-cd.yml"));
    Path call =
        copy.add("call.yml", LocalCopy.copied(starter.text()).replace("policy: ", "polity: "));
    found(new Actionlint(copy).check(List.of(call)), "input \"polity\" is not defined");
    Path action = copy.root().resolve("action/gate/action.yml");
    Files.writeString(action, Files.readString(action).replace("using: docker", "using: dockr"));
    found(new Actionlint(copy).check(List.of(copy.addUserOfAllActions())), "dockr");
  }

  @Test
  void zizmorFindsNothing() throws Exception {
    List<Path> files = files();
    RepositoryWorkflows.plugin().forEach(it -> files.add(it.path()));
    isClean(zizmor(files));
  }

  @Test
  void zizmorFindsWhatIsWrong() throws Exception {
    WorkflowFile ci = RepositoryWorkflows.ours("kitrail/kitrail/.github/workflows/modelkit-ci.yml");
    String pin = "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";
    assertThat(ci.text()).contains(pin);
    found(zizmor(List.of(write("pin.yml", ci.text().replace(pin, "@v7")))), "unpinned-uses");
    found(
        zizmor(
            List.of(
                write(
                    "script.yml",
                    ci.text().replace("exit 1", "echo ${{ github.event.pull_request.title }}")))),
        "template-injection");
    WorkflowFile setup = RepositoryWorkflows.ours("kitrail/kitrail/action/setup");
    found(
        zizmor(
            List.of(
                write(
                    "action.yml",
                    setup.text().replace("\"$SETUP/install.sh\"", "${{ inputs.url }}")))),
        "template-injection");
  }

  @Test
  void theLanguageServiceFindsNothing() throws Exception {
    // Not the plugin's: what they call lies elsewhere, and it wants to read that.
    isClean(languageService(files()));
  }

  @Test
  void theLanguageServiceFindsWhatIsWrong() throws Exception {
    WorkflowFile ci = RepositoryWorkflows.ours("kitrail/kitrail/.github/workflows/modelkit-ci.yml");
    found(
        languageService(List.of(write("ci.yml", ci.text().replace("dry-run: ", "dryrun: ")))),
        "Invalid action input 'dryrun'");
    WorkflowFile starter =
        WorkflowFile.read(RepositoryWorkflows.STARTERS.resolve("modelkit-cd.yml"));
    found(
        languageService(List.of(write("cd.yml", starter.text().replace("policy: ", "polity: ")))),
        "polity");
    WorkflowFile gate = RepositoryWorkflows.ours("kitrail/kitrail/action/gate");
    found(
        languageService(
            List.of(write("action.yml", gate.text().replace("  entrypoint:", "  entrypiont:")))),
        "entrypiont");
  }
}
