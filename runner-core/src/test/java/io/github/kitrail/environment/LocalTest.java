package io.github.kitrail.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalTest {
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void withoutGitThereIsNoSource() {
    BuildFacts facts = environment(Map.of("PATH", folder.toString())).facts(folder);
    assertThat(facts.source()).isNull();
    assertThat(facts.buildType()).isEqualTo("https://kitrail.github.io/buildtypes/local/v1");
    assertThat(facts.builderId()).contains("local");
    assertThat(facts.externalParameters()).isEmpty();
    assertThat(facts.internalParameters()).isEqualTo(Map.of("ci", false));
  }

  @Test
  void outsideOfARepositoryThereIsNoSource() {
    Map<String, String> env = new HashMap<>(GitRepository.ENV);
    env.put("GIT_CEILING_DIRECTORIES", folder.getParent().toString());
    assertThat(environment(env).facts(folder).source()).isNull();
  }

  @Test
  void aCleanCheckoutIsKnownByItsCommit() throws Exception {
    GitRepository repository = new GitRepository(folder);
    repository.commit("one");
    repository.git("remote", "add", "origin", "https://me:ghp_token@github.com/acme/faq.git");
    BuildFacts facts = environment(GitRepository.ENV).facts(folder);
    assertThat(facts.source())
        .isEqualTo(
            new SourceRevision(
                "https://github.com/acme/faq.git",
                "refs/heads/main",
                repository.head(),
                null,
                false));
    assertThat(facts.source().branch()).isEqualTo("main");
    assertThat(facts.externalParameters())
        .isEqualTo(
            Map.of("repository", "https://github.com/acme/faq.git", "ref", "refs/heads/main"));
    assertThat(facts.toString()).doesNotContain("ghp_token");
  }

  @Test
  void theTagAtTheHeadIsKnown() throws Exception {
    GitRepository repository = new GitRepository(folder);
    repository.commit("one");
    repository.git("tag", "v1.0.0");
    assertThat(environment(GitRepository.ENV).facts(folder).source().tag()).isEqualTo("v1.0.0");
    repository.commit("two");
    assertThat(environment(GitRepository.ENV).facts(folder).source().tag()).isNull();
  }

  @Test
  void anEditedAndAnUnknownFileMakeItDirty() throws Exception {
    GitRepository repository = new GitRepository(folder);
    repository.commit("one");
    Path unknown = folder.resolve("model.gguf");
    Files.writeString(unknown, "not committed");
    BuildFacts facts = environment(GitRepository.ENV).facts(folder);
    assertThat(facts.source().dirty()).isTrue();
    assertThat(facts.internalParameters()).containsEntry("uncommittedChanges", true);
    Files.delete(unknown);
    Files.writeString(folder.resolve("file.txt"), "edited");
    assertThat(environment(GitRepository.ENV).facts(folder).source().dirty()).isTrue();
  }

  @Test
  void aDetachedHeadHasNoRefAndAnEmptyRepositoryNoCommit() throws Exception {
    GitRepository repository = new GitRepository(folder);
    assertThat(environment(GitRepository.ENV).facts(folder).source().commit()).isNull();
    repository.commit("one");
    repository.git("checkout", "--quiet", "--detach");
    SourceRevision source = environment(GitRepository.ENV).facts(folder).source();
    assertThat(source.ref()).isNull();
    assertThat(source.commit()).isEqualTo(repository.head());
  }

  @Test
  void aRepositorysConfigurationRunsNoProgram() throws Exception {
    GitRepository repository = new GitRepository(folder);
    repository.commit("one");
    Path marker = folder.resolve("ran");
    repository.git("config", "core.fsmonitor", "touch " + marker + "; true");
    environment(GitRepository.ENV).facts(folder);
    assertThat(marker).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "CI,true,true",
    "CI,1,true",
    "CI,false,false",
    "CI,0,false",
    "CI,'',false",
    "TF_BUILD,True,true",
    "TEAMCITY_VERSION,2026.1,true",
    "HOME,/root,false"
  })
  void aCiSystemIsRecognized(String variable, String value, boolean ci) {
    Environment environment = environment(Map.of(variable, value));
    assertThat(environment.isCi()).isEqualTo(ci);
    assertThat(environment.name()).isEqualTo(ci ? "CI" : "laptop");
  }

  @Test
  void messagesAreOneLineOfText() {
    Environment environment = environment(Map.of());
    environment.annotate(new Annotation(Annotation.Level.ERROR, "wrong", "Kitfile", 7, 3));
    environment.annotate(Annotation.of(Annotation.Level.WARNING, "careful"));
    environment.group("Pack\u001b[2J\nFake").close();
    assertThat(log.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("error: Kitfile:7:3: wrong", "warning: careful", "== Pack [2J Fake");
  }

  private Environment environment(Map<String, String> env) {
    PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
    return Environments.detect(env, out, Clock.systemUTC(), new Random(1));
  }
}
