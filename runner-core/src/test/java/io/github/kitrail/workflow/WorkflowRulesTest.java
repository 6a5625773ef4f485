package io.github.kitrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every workflow that this repository publishes, without any program but ours. */
class WorkflowRulesTest {
  static Stream<WorkflowFile> published() {
    return Stream.concat(
        RepositoryWorkflows.own().stream(), RepositoryWorkflows.starters().stream());
  }

  private static List<String> problems(WorkflowFile workflow) {
    List<String> problems = new ArrayList<>(SafetyRules.problems(workflow));
    problems.addAll(ReferenceRules.problems(workflow));
    problems.addAll(PermissionRules.problems(workflow));
    return problems;
  }

  @Test
  void thereAreThreeToCallAndThreeToCopy() {
    List<String> names = List.of("modelkit-cd.yml", "modelkit-ci.yml", "modelkit-ct.yml");
    assertThat(RepositoryWorkflows.starters()).extracting(WorkflowFile::name).isEqualTo(names);
    assertThat(
            RepositoryWorkflows.own().stream()
                .filter(it -> !it.call().isMissingNode())
                .map(WorkflowFile::name))
        .isEqualTo(names);
    assertThat(RepositoryWorkflows.all())
        .as("no workflow lies where these tests do not look")
        .hasSize((int) published().count() + RepositoryWorkflows.plugin().size());
  }

  @ParameterizedTest
  @MethodSource("published")
  void isSafeAndWhatItNamesIsThere(WorkflowFile workflow) {
    assertThat(problems(workflow)).as(workflow.path().toString()).isEmpty();
  }

  @Test
  void oneActionHasOnePin() {
    Map<String, String> pins = new HashMap<>();
    published()
        .flatMap(it -> it.uses().stream())
        // Those of the same commit have none.
        .filter(use -> !use.target().startsWith("./"))
        .forEach(
            use -> {
              String[] parts = use.target().split("@");
              String pin = parts[1] + " " + use.comment();
              assertThat(pins.merge(parts[0], pin, (old, now) -> old)).as(parts[0]).isEqualTo(pin);
            });
    assertThat(pins).containsKeys("actions/checkout", "kitrail/kitrail/action");
  }

  /** Each breaks one thing in a file that is right. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ci | persist-credentials: false                   | persist-credentials: true            | leaves its token
          ci | permissions: {}\\n\\njobs                      | jobs                                 | permissions: {} is missing
          ci | timeout-minutes: 60                          | env: {}                              | no timeout-minutes
          ci | action@0000                                  | action@v1 # 0000                     | not pinned by a commit
          ci | # v7.0.1                                     | # the newest                         | no version stands behind
          ci | dry-run: true                                | dryrun: true                         | there is no input dryrun
          ci | dry-run: true                                | dry-run: ${{ inputs.reference }}     | the input dry-run is true or false
          ci | tag: ${{ inputs.reference }}                 | tag: ${{ inputs.refrence }}          | inputs.refrence is not declared
          ci | ${{ secrets.registry-password }}             | ${{ secrets.password }}              | secrets.password is not declared
          ci | steps.rail.outputs.digest                    | steps.rail.outputs.diggest           | no such output
          ci | jobs.publish.outputs.reference               | jobs.publish.outputs.ref             | no such output
          ci | steps.rail.outputs.digest                    | steps.rial.outputs.digest            | there is no rial to ask here
          cd | destination: ${{ inputs.promote-to }}        | target: x                            | the input destination is missing
          cd | needs: gate                                  | needs: gates                         | needs the job gates
          cd | ${PROMOTED:-$GATED}                          | ${{ needs.gate.outputs.reference }}  | a script has an expression
          """)
  void aMistakeIsFound(String name, String right, String wrong, String told) throws Exception {
    WorkflowFile good =
        RepositoryWorkflows.ours("kitrail/kitrail/.github/workflows/modelkit-" + name + ".yml");
    String text = good.text().replace(right.replace("\\n", "\n"), wrong);
    assertThat(text).as(right).isNotEqualTo(good.text());
    assertThat(problems(WorkflowFile.of(good.path(), text)))
        .anySatisfy(it -> assertThat(it).contains(told));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ci | id-token: write    | id-token: read     | grants id-token: read
          ci | packages: write    | actions: write     | grants packages: none
          ci | contents: read     | contents: write    | grants contents: write
          ct | candidate: ghcr.io | candidates: ghcr.io | there is no input candidates
          ct | outputs.better     | outputs.best       | no such output
          """)
  void aCallerThatDoesNotFitIsFound(String name, String right, String wrong, String told) {
    Path file = RepositoryWorkflows.STARTERS.resolve("modelkit-" + name + ".yml");
    WorkflowFile good = WorkflowFile.read(file);
    String text = good.text().replaceFirst(Pattern.quote(right), wrong);
    assertThat(text).as(right).isNotEqualTo(good.text());
    assertThat(problems(WorkflowFile.of(file, text)))
        .anySatisfy(it -> assertThat(it).contains(told));
  }

  @ParameterizedTest
  @MethodSource("published")
  void whatCanBeSetIsDescribedAndUsed(WorkflowFile workflow) {
    for (String kind : List.of("inputs", "outputs", "secrets")) {
      WorkflowFile.members(workflow.call().path(kind))
          .forEach(
              (name, it) -> {
                assertThat(it.path("description").asText()).as(name).endsWith(end(it));
                if (kind.equals("inputs")) {
                  assertThat(it.path("type").asText()).as(name).isNotEmpty();
                  assertThat(it.has("default") != it.path("required").asBoolean())
                      .as(name)
                      .isTrue();
                }
                if (!kind.equals("outputs")) {
                  assertThat(workflow.text()).contains(kind + "." + name);
                }
              });
    }
  }

  private static String end(JsonNode described) {
    String text = described.path("description").asText();
    return text.endsWith("…") ? "…" : ".";
  }

  /**
   * @see <a
   *     href="https://docs.github.com/en/actions/how-tos/reuse-automations/create-workflow-templates">
   *     GitHub's page</a>
   */
  @ParameterizedTest
  @MethodSource("starters")
  void aStarterHasTheFileThatGitHubShows(WorkflowFile starter) throws Exception {
    String name = starter.name().replace(".yml", ".properties.json");
    JsonNode shown =
        new ObjectMapper().readTree(Files.readString(RepositoryWorkflows.STARTERS.resolve(name)));
    assertThat(WorkflowFile.members(shown).keySet())
        .containsExactlyInAnyOrder("name", "description", "iconName", "categories", "filePatterns");
    assertThat(shown.path("name").asText()).isEqualTo(starter.tree().path("name").asText());
    assertThat(shown.path("description").asText()).isNotBlank();
    assertThat(shown.path("iconName").asText()).startsWith("octicon ");
    assertThat(shown.path("categories")).isNotEmpty();
    for (JsonNode pattern : shown.path("filePatterns")) {
      assertThat(List.of("Kitfile", "kitrail.yaml")).anyMatch(it -> it.matches(pattern.asText()));
    }
    assertThat(starter.call().isMissingNode()).as("it starts by itself").isTrue();
  }

  static Stream<WorkflowFile> starters() {
    return RepositoryWorkflows.starters().stream();
  }

  @Test
  void noPropertiesLieThereAlone() throws Exception {
    try (Stream<Path> files = Files.list(RepositoryWorkflows.STARTERS)) {
      assertThat(files.filter(it -> it.toString().endsWith(".properties.json")))
          .hasSameSizeAs(RepositoryWorkflows.starters());
    }
  }
}
