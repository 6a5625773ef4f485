package io.github.kitrail.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubActionsTest {
  private static final Map<String, String> RUN =
      Map.ofEntries(
          Map.entry("GITHUB_ACTIONS", "true"),
          Map.entry("GITHUB_SERVER_URL", "https://github.com"),
          Map.entry("GITHUB_REPOSITORY", "o/r"),
          Map.entry("GITHUB_REPOSITORY_ID", "1"),
          Map.entry("GITHUB_REPOSITORY_OWNER_ID", "2"),
          Map.entry("GITHUB_REF", "refs/heads/main"),
          Map.entry("GITHUB_SHA", "0123456789012345678901234567890123456789"),
          Map.entry("GITHUB_WORKFLOW", "Build"),
          Map.entry("GITHUB_WORKFLOW_REF", "o/r/.github/workflows/b.yml@refs/heads/main"),
          Map.entry("GITHUB_EVENT_NAME", "push"),
          Map.entry("GITHUB_RUN_ID", "7"),
          Map.entry("GITHUB_RUN_ATTEMPT", "1"),
          Map.entry("RUNNER_ENVIRONMENT", "github-hosted"),
          Map.entry("GITHUB_TOKEN", "ghs_secret"));

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void factsAreThoseOfGitHubsOwnProvenance() throws IOException {
    BuildFacts facts = environment(Map.of()).facts(folder);
    ObjectMapper json = new ObjectMapper();
    JsonNode sample;
    try (InputStream in = getClass().getResourceAsStream("github-provenance-predicate.json")) {
      sample = json.readTree(in);
    }
    JsonNode definition = sample.path("buildDefinition");
    assertThat(facts.buildType()).isEqualTo(definition.path("buildType").asText());
    assertThat((JsonNode) json.valueToTree(facts.externalParameters()))
        .isEqualTo(definition.path("externalParameters"));
    assertThat((JsonNode) json.valueToTree(facts.internalParameters()))
        .isEqualTo(definition.path("internalParameters"));
    JsonNode dependency = definition.path("resolvedDependencies").path(0);
    assertThat(facts.source().uri()).isEqualTo(dependency.path("uri").asText());
    assertThat(facts.source().commit()).isEqualTo(dependency.at("/digest/gitCommit").asText());
    assertThat(facts.builderId()).isEqualTo(sample.at("/runDetails/builder/id").asText());
    assertThat(facts.invocationId())
        .isEqualTo(sample.at("/runDetails/metadata/invocationId").asText());
    assertThat(facts.job()).isEqualTo(".github/workflows/b.yml");
    assertThat(facts.source().branch()).isEqualTo("main");
    assertThat(facts.source().tag()).isNull();
    assertThat(facts.toString()).doesNotContain("ghs_secret");
  }

  @Test
  void aTagIsATag() {
    BuildFacts facts = environment(Map.of("GITHUB_REF", "refs/tags/v1.2.0")).facts(folder);
    assertThat(facts.source().tag()).isEqualTo("v1.2.0");
    assertThat(facts.source().branch()).isNull();
  }

  @Test
  void withoutAWorkflowRefTheRepositoryVouches() {
    BuildFacts facts = environment(Map.of("GITHUB_WORKFLOW_REF", "")).facts(folder);
    assertThat(facts.builderId()).isEqualTo("https://github.com/o/r");
    assertThat(facts.job()).isEqualTo("Build");
    assertThat(facts.externalParameters())
        .isEqualTo(
            Map.of(
                "workflow",
                Map.of("ref", "refs/heads/main", "repository", "https://github.com/o/r")));
  }

  /** By GitHub's build type the path is what is left between repository and ref. */
  @Test
  void anAtSignMayStandInThePathAndInTheRef() {
    BuildFacts facts =
        environment(
                Map.of(
                    "GITHUB_REF", "refs/tags/pkg@1.0",
                    "GITHUB_WORKFLOW_REF", "o/r/.github/workflows/a@b.yml@refs/tags/pkg@1.0"))
            .facts(folder);
    assertThat(facts.externalParameters())
        .isEqualTo(
            Map.of(
                "workflow",
                Map.of(
                    "ref", "refs/tags/pkg@1.0",
                    "repository", "https://github.com/o/r",
                    "path", ".github/workflows/a@b.yml")));
  }

  @Test
  void theWorkflowsFileIsFoundByItsNameWhereTheRunnerTellsNoMore() throws IOException {
    Path workflows = Files.createDirectories(folder.resolve(".github/workflows"));
    Files.writeString(
        workflows.resolve("a.yml"), "on: push\nname: 'Release it' # here\njobs: {}\n");
    Files.writeString(workflows.resolve("b.yaml"), "jobs:\n  name: Release it\n");
    Map<String, String> run = new HashMap<>();
    run.put("GITHUB_WORKFLOW_REF", "");
    run.put("GITHUB_WORKSPACE", folder.toString());
    run.put("GITHUB_WORKFLOW", "Release it");
    assertThat(environment(run).facts(folder).job()).isEqualTo(".github/workflows/a.yml");
    run.put("GITHUB_WORKFLOW", "b.yaml");
    assertThat(environment(run).facts(folder).job()).isEqualTo(".github/workflows/b.yaml");
    run.put("GITHUB_WORKFLOW", "a.yml");
    assertThat(environment(run).facts(folder).job()).as("it has another name").isEqualTo("a.yml");
    Files.writeString(workflows.resolve("c.yml"), "name: Release it\n");
    run.put("GITHUB_WORKFLOW", "Release it");
    assertThat(environment(run).facts(folder).job()).as("two have it").isEqualTo("Release it");
  }

  /** act sets ACT; what it builds is not built by GitHub, nor is there a page of the run. */
  @Test
  void aRunUnderActDoesNotPassForOneOfGitHub() {
    BuildFacts facts = environment(Map.of("ACT", "true", "RUNNER_ENVIRONMENT", "")).facts(folder);
    assertThat(facts.builderId()).isEqualTo("https://kitrail.github.io/builders/act/v1");
    assertThat(facts.invocationId()).isNull();
    assertThat(facts.runner()).isEqualTo("self-hosted");
    assertThat(facts.source().uri()).isEqualTo("git+https://github.com/o/r@refs/heads/main");
  }

  @Test
  void gitTellsWhetherTheCheckoutIsWhatTheRunIsAbout() throws Exception {
    GitRepository repository = new GitRepository(folder);
    repository.commit("one");
    Map<String, String> run = new HashMap<>(GitRepository.ENV);
    run.put("GITHUB_SHA", repository.head());
    assertThat(environment(run).facts(folder).source().dirty()).isFalse();
    Files.writeString(folder.resolve("file.txt"), "edited");
    BuildFacts facts = environment(run).facts(folder);
    assertThat(facts.source().dirty()).isTrue();
    assertThat(facts.checkout()).isNull();
    BuildFacts other = environment(GitRepository.ENV).facts(folder);
    assertThat(other.source().commit()).isEqualTo(RUN.get("GITHUB_SHA"));
    assertThat(other.source().dirty()).isNull();
    assertThat(other.checkout().commit()).isEqualTo(repository.head());
    assertThat(other.checkout().dirty()).isTrue();
  }

  @Test
  void anAnnotationPointsAtItsPlace() {
    environment(Map.of())
        .annotate(new Annotation(Annotation.Level.ERROR, "no `datset`", "a/Kitfile", 7, 3));
    environment(Map.of()).annotate(Annotation.of(Annotation.Level.WARNING, "careful"));
    assertThat(lines())
        .containsExactly("::error file=a/Kitfile,line=7,col=3::no `datset`", "::warning::careful");
  }

  @Test
  void textCannotBeginACommandOfItsOwn() {
    environment(Map.of())
        .annotate(
            new Annotation(
                Annotation.Level.NOTICE,
                "50% done\n::set-env name=A::b\r",
                "a,line=1::x:y",
                null,
                null));
    environment(Map.of()).group("one\n::error::two").close();
    assertThat(lines())
        .containsExactly(
            "::notice file=a%2Cline=1%3A%3Ax%3Ay::50%25 done%0A::set-env name=A::b%0D",
            "::group::one%0A::error::two", "::endgroup::");
  }

  @Test
  void aGroupEndsOnce() {
    LogGroup group = environment(Map.of()).group("Pack");
    group.close();
    group.close();
    assertThat(lines()).containsExactly("::group::Pack", "::endgroup::");
  }

  @Test
  void eachLineOfASecretIsMasked() {
    environment(Map.of()).mask("-----BEGIN\nabc%\r\n\n-----END\n");
    assertThat(lines())
        .containsExactly("::add-mask::-----BEGIN", "::add-mask::abc%25", "::add-mask::-----END");
  }

  @Test
  void outputsAndSummariesAreAppendedToTheirFiles() throws IOException {
    Path outputs = folder.resolve("outputs");
    Path summary = folder.resolve("summary");
    Environment environment =
        environment(
            Map.of("GITHUB_OUTPUT", outputs.toString(), "GITHUB_STEP_SUMMARY", summary.toString()));
    environment.output("digest", "sha256:00");
    environment.output("metadata", "{\n}\nEOF\nname=injected");
    environment.summarize("# One");
    environment.summarize("# Two\n");
    List<String> lines = Files.readAllLines(outputs);
    assertThat(lines.get(0)).matches("digest<<kitrail_[0-9a-f]{32}");
    assertThat(lines.get(1)).isEqualTo("sha256:00");
    assertThat(lines.get(2)).isEqualTo(lines.get(0).substring("digest<<".length()));
    String delimiter = lines.get(3).substring("metadata<<".length());
    assertThat(delimiter).isNotEqualTo(lines.get(2));
    assertThat(lines.subList(4, 9)).containsExactly("{", "}", "EOF", "name=injected", delimiter);
    assertThat(Files.readString(summary)).isEqualTo("# One\n# Two\n");
  }

  @Test
  void afterTenAnnotationsOfALevelTheLogHasTheRest() {
    Environment environment = environment(Map.of());
    for (int i = 1; i <= 12; i++) {
      environment.annotate(
          new Annotation(Annotation.Level.ERROR, "no " + i + "\n::error::##[x", "f", i, null));
    }
    environment.annotate(Annotation.of(Annotation.Level.WARNING, "careful"));
    assertThat(lines()).hasSize(13);
    assertThat(lines().get(9)).isEqualTo("::error file=f,line=10::no 10%0A::error::##[x");
    assertThat(lines().get(10)).isEqualTo("error: f:11: no 11 ::error::## [x");
    assertThat(lines().get(12)).isEqualTo("::warning::careful");
  }

  @Test
  void aMessageIsNoLongerThanGitHubShows() {
    environment(Map.of()).annotate(Annotation.of(Annotation.Level.ERROR, "x".repeat(100_000)));
    assertThat(lines().get(0)).hasSize(8192 + "::error::".length()).endsWith("x…");
  }

  /** GitHub refuses a file over 1 MiB as a whole, with what other parts of the step wrote. */
  @Test
  void theSummaryStaysBelowItsLimit() throws IOException {
    Path summary = folder.resolve("summary");
    Environment environment = environment(Map.of("GITHUB_STEP_SUMMARY", summary.toString()));
    environment.summarize("# First");
    String line = "| é" + "x".repeat(97) + " |\n";
    environment.summarize(line.repeat(20_000));
    assertThat(Files.size(summary)).isBetween(1024 * 1024 - 300L, 1024 * 1024L);
    assertThat(Files.readString(summary))
        .startsWith("# First\n| é")
        .endsWith("x |\n\n\n_The rest is left out: GitHub takes 1 MiB a step._\n");
    environment.summarize("# Third");
    assertThat(Files.size(summary)).isLessThanOrEqualTo(1024 * 1024);
  }

  @Test
  void whatWasBuiltIsListedForTheAttestingStep() throws IOException {
    Path list = folder.resolve("artifacts");
    Environment environment = environment(Map.of("GITHUB_ARTIFACTS", list.toString()));
    String digest = "sha256:" + "0a".repeat(32);
    environment.built("ghcr.io/acme/faq-bot", digest);
    environment.built("ghcr.io/a=b", digest);
    environment.built("ghcr.io/a\nb", digest);
    environment.built("ghcr.io/acme/faq-bot", "sha256:00");
    assertThat(Files.readString(list)).isEqualTo("oci://ghcr.io/acme/faq-bot@" + digest + "\n");
  }

  @Test
  void anOutputsNameIsAWord() {
    assertThatThrownBy(() -> environment(Map.of()).output("a=b\nc", "d"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutTheFilesNothingIsWritten() throws IOException {
    Environment environment = environment(Map.of());
    environment.output("digest", "sha256:00");
    environment.summarize("# One");
    assertThat(lines()).isEmpty();
  }

  private Environment environment(Map<String, String> more) {
    Map<String, String> env = new HashMap<>(RUN);
    env.putAll(more);
    PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
    return Environments.detect(env, out, Clock.systemUTC(), new Random(1));
  }

  private List<String> lines() {
    return log.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
