package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.fixture.Access;
import io.github.kitrail.fixture.FixtureRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps that fail say where, and what to change in the workflow. */
class ActionFailureTest {
  @TempDir Path temp;
  private ActionShell github;
  private Path kit;

  @BeforeEach
  void aRunner() throws Exception {
    github = ActionShell.in(temp);
    kit = TinyKit.in(github.workspace().resolve("kit"));
  }

  @Test
  void aSlipInTheKitfileIsShownInItsLine() throws Exception {
    Files.writeString(
        kit.resolve("Kitfile"), Files.readString(kit.resolve("Kitfile")).replace("docs:", "dcos:"));
    ActionShell.Step step = github.input("directory", kit).run("run");
    assertThat(step.run().status()).isEqualTo(2);
    assertThat(step.commands("error"))
        .containsExactly(
            "::error file=kit/Kitfile,line=6,col=1::Kitfile, line 6, column 1: `dcos` is not a"
                + " Kitfile field; did you mean `docs`?");
    assertThat(step.outputs()).containsEntry("failed-stage", "validate");
    assertThat(step.summary()).contains("❌ kitrail run", "&#96;docs&#96;?");
  }

  @Test
  void aSlipInKitrailYamlOrThePolicyIsShownInItsLine() throws Exception {
    Files.writeString(kit.resolve("policy.yaml"), "version: 1\nrequire: [nonsense]\n");
    Files.writeString(kit.resolve("kitrail.yaml"), "version: 1\nsing: keyless\n");
    ActionShell run = github.input("directory", kit);
    assertThat(run.run("run").commands("error").toString())
        .contains("file=kit/kitrail.yaml,line=2,col=1::", "did you mean `sign`?");
    ActionShell gate =
        github.input("reference", "faq:1").input("policy", kit.resolve("policy.yaml"));
    assertThat(gate.run("gate").commands("error").toString())
        .contains("file=kit/policy.yaml,line=2,col=11::");
  }

  @Test
  void aFailedTestIsShownInItsLineOfTheSpec() throws Exception {
    Path example = CommandRun.copyOfExample(github.workspace().resolve("faq-bot"));
    Path spec = example.resolve("smoke.yaml");
    Files.writeString(spec, Files.readString(spec).replace("4.80 euros", "9.99 euros"));
    ActionShell.Step step =
        github
            .input("modelkit", example)
            .input("report", temp.resolve("workspace/r.json"))
            .run("test");
    assertThat(step.run().status()).isEqualTo(4);
    int line = Files.readAllLines(spec).indexOf("  - name: a price") + 1;
    assertThat(line).isPositive();
    assertThat(step.commands("error")).hasSize(1);
    assertThat(step.commands("error").get(0))
        .startsWith("::error file=faq-bot/smoke.yaml,line=" + line + "::a price: failed")
        .contains("9.99 euros", "4.80 euros");
    assertThat(step.outputs())
        .containsEntry("tests-passed", "10")
        .containsEntry("tests-failed", "1")
        .containsEntry("report", "r.json");
    assertThat(step.summary()).contains("| a price | ❌ failed |", "9.99 euros");

    ActionShell.Step run =
        github
            .input("directory", example)
            .input("tag", "oci:" + temp.resolve("o") + ":1")
            .input("key", devKey())
            .run("run");
    assertThat(run.run().status()).isEqualTo(4);
    assertThat(run.commands("error").get(0)).contains("file=faq-bot/smoke.yaml,line=" + line);
    assertThat(run.outputs()).containsEntry("failed-stage", "test").doesNotContainKey("digest");
  }

  @Test
  void ofManyFailuresGitHubGetsTenAndTheSummaryAll() throws Exception {
    Path example = CommandRun.copyOfExample(github.workspace().resolve("faq-bot"));
    Path spec = example.resolve("smoke.yaml");
    StringBuilder tests = new StringBuilder("tests:\n");
    for (int i = 1; i <= 12; i++) {
      tests
          .append("  - {name: t")
          .append(i)
          .append(", prompt: x, maxTokens: 1, assert: [{equals: NO}]}\n");
    }
    Files.writeString(spec, tests.toString());
    ActionShell.Step step = github.input("modelkit", example).run("test");
    assertThat(step.commands("error")).hasSize(10);
    assertThat(step.commands("error").get(8)).contains("line=10::t9: failed");
    assertThat(step.commands("error").get(9))
        .isEqualTo("::error::3 more are in the log and in the job summary.");
    assertThat(step.summary()).contains("| t12 | ❌ failed |");
  }

  @Test
  void aRuleThatDeniesIsShownInItsLineOfThePolicy() throws Exception {
    Path layout = temp.resolve("layout");
    ActionShell.Step published =
        github.input("directory", kit).input("tag", "oci:" + layout + ":1").run("publish");
    assertThat(published.run().status()).as(published.run().err()).isZero();
    assertThat(published.artifacts()).as("nobody else can find it").isEmpty();
    Files.writeString(
        kit.resolve("policy.yaml"),
        """
        version: 2
        rules:
          - name: no such licence
            expression: modelkit.kitfile.package.name == "other"
            message: it has another name.
        """);
    ActionShell.Step step =
        github
            .input("reference", "oci:" + layout + ":1")
            .input("policy", kit.resolve("policy.yaml"))
            .input("key", publicKey())
            .run("gate");
    assertThat(step.commands("add-mask")).as("it is public").isEmpty();
    assertThat(step.run().status()).as(step.run().err()).isEqualTo(3);
    assertThat(step.outputs()).containsEntry("verdict", "FAILED");
    assertThat(step.commands("error"))
        .containsExactly(
            "::error file=kit/policy.yaml,line=3::no such licence: it has another name.");
    assertThat(step.summary()).contains("**FAILED**", "| no such licence | ❌ failed |");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "tga; x; This action has no input tga. Take it out of `with:`, or name one of: directory",
        "args; --help; This action has no input args",
        "tag; ''; The input tag is missing or empty. Add it to the step's `with:`.",
        "plain-http; yes; The input plain-http is true or false, and not yes.",
        "tls-verify; 0; The input tls-verify is true or false, and not 0.",
        "summary; on; The input summary is true or false, and not on.",
        "concurrency; many; Invalid value for the input `concurrency`: 'many' is not an int",
        "registry-username; ci; The input registry-username is given, but registry-password is empty. A secret",
        "docker-config; /nowhere; The input docker-config is neither a JSON object nor a file",
      })
  void aWrongInputIsToldByItsName(String input, String value, String sentence) throws Exception {
    ActionShell.Step step =
        github.input("directory", kit).input("tag", "faq-bot:1").input(input, value).run("publish");
    assertThat(step.run().status()).isEqualTo(2);
    assertThat(step.commands("error")).hasSize(1);
    assertThat(step.commands("error").get(0)).contains(sentence);
    assertThat(step.outputs()).isEmpty();
  }

  @Test
  void aValueOfSeveralLinesIsNoName() throws Exception {
    ActionShell.Step step = github.input("directory", kit).input("tag", "a:1\nb:2").run("publish");
    assertThat(step.commands("error").get(0))
        .contains("The input tag is one line, and not several.");
  }

  /** What begins with a hyphen or an at sign is the value, and nothing else. */
  @ParameterizedTest
  @CsvSource({"--help", "@folder"})
  void aParameterIsNeverAnOption(String value) throws Exception {
    ActionShell.Step step =
        github.input("directory", value).input("tag", "faq-bot:1").run("publish");
    assertThat(step.run().status()).isEqualTo(2);
    assertThat(step.commands("error").get(0)).contains("There is no folder " + value);
  }

  @Test
  void keylessWithoutPermissionSaysWhichToGive() throws Exception {
    ActionShell.Step step = github.input("directory", kit).input("keyless", "true").run("run");
    assertThat(step.run().status()).isEqualTo(2);
    assertThat(step.commands("error").get(0)).contains("`permissions: id-token: write`");
  }

  @Test
  void aSentenceAboutOptionsIsOneAboutInputs() throws Exception {
    ActionShell.Step step = github.input("directory", kit).run("run");
    assertThat(step.run().status()).isEqualTo(2);
    assertThat(step.commands("error").get(0))
        .contains("give the input `key` FILE or the input `keyless`");
  }

  @Test
  void aSecretThatIsNotHandedOverIsToldHow() throws Exception {
    Files.writeString(kit.resolve("kitrail.yaml"), "version: 1\nsign: {key: env:COSIGN_KEY}\n");
    ActionShell.Step step = github.input("directory", kit).run("run");
    assertThat(step.run().status()).isEqualTo(2);
    assertThat(step.commands("error").get(0))
        .contains("COSIGN_KEY", "A secret gets to the action only when the step hands it over");
  }

  @Test
  void aForksPullRequestIsToldWhatItCannotDo() throws Exception {
    ActionShell fork = github.fromAFork().input("directory", kit);
    ActionShell.Step keyless = fork.input("keyless", "true").run("run");
    assertThat(keyless.commands("error").get(0))
        .contains("pull request from a fork", "publish when it is merged");
    try (FixtureRegistry registry =
        FixtureRegistry.builder().access(Access.basic("ci", "pw")).start()) {
      ActionShell.Step publish =
          fork.input("tag", registry.host() + "/acme/faq-bot:1")
              .input("plain-http", "true")
              .run("publish");
      assertThat(publish.run().status()).isEqualTo(6);
      assertThat(publish.commands("error").get(0)).contains("only a reading token");
    }
  }

  @Test
  void aRegistryThatRefusesTellsWhichInputsLogIn() throws Exception {
    try (FixtureRegistry registry =
        FixtureRegistry.builder().access(Access.basic("ci", "pw")).start()) {
      ActionShell.Step step =
          github
              .input("directory", kit)
              .input("tag", registry.host() + "/acme/faq-bot:1")
              .input("plain-http", "true")
              .run("publish");
      assertThat(step.run().status()).isEqualTo(6);
      assertThat(step.commands("error").get(0)).contains("registry-username and registry-password");
      assertThat(step.artifacts()).isEmpty();
    }
  }

  @Test
  void aRefusedLoginIsToldAsOneOfAStep() throws Exception {
    try (FixtureRegistry registry =
        FixtureRegistry.builder().access(Access.basic("ci", "pw")).start()) {
      ActionShell login =
          github
              .input("plain-http", "true")
              .input("registry-username", "ci")
              .input("directory", kit)
              .input("tag", registry.host() + "/acme/faq-bot:1");
      ActionShell.Step old = login.input("registry-password", "last-years").run("publish");
      assertThat(old.run().status()).isEqualTo(6);
      assertThat(old.commands("error").get(0))
          .endsWith(
              "does not accept the login (401): authentication required. The login in"
                  + " registry-username and registry-password is wrong or has expired. A token that"
                  + " lives for minutes is made in a step right before this one.");
    }
  }

  @Test
  void whatIsNotThereMayBeHiddenFromAStepWithoutALogin() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      ActionShell.Step step =
          github
              .input("plain-http", "true")
              .input("reference", registry.host() + "/acme/none:1")
              .input("key", publicKey())
              .run("verify");
      assertThat(step.run().status()).isEqualTo(6);
      assertThat(step.commands("error").get(0))
          .contains("may be hidden from a step without a login for " + registry.host() + ".");
    }
  }

  @Test
  void anIdentityTokenOfYesterdayIsToldWhereAFreshOneComesFrom() throws Exception {
    String claims =
        "{\"iss\":\"https://issuer.example.com\",\"sub\":\"1\",\"aud\":\"sigstore\",\"exp\":1}";
    String token =
        "e30."
            + java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes())
            + ".c2ln";
    ActionShell.Step step =
        github
            .with("SIGSTORE_ID_TOKEN", token)
            .input("directory", kit)
            .input("tag", "oci:" + temp.resolve("o") + ":1")
            .input("keyless", "true")
            .run("run");
    assertThat(step.run().status()).isEqualTo(2);
    assertThat(step.commands("error").get(0))
        .contains("it has expired", "asks GitHub for a fresh one each time it signs");
    assertThat(step.run().err()).doesNotContain(token);
  }

  /** Half a petabyte, of which no byte is asked for. */
  @Test
  void aDiskThatIsTooSmallIsToldBeforeAnyByteMoves() throws Exception {
    try (FixtureRegistry registry = FixtureRegistry.start()) {
      String reference = HandmadeModelKit.putHuge(registry, 500_000_000_000_000L);
      Path spec = kit.resolve("smoke.yaml");
      Files.writeString(
          spec, "tests:\n  - {name: a, prompt: x, maxTokens: 1, assert: [{equals: NO}]}\n");
      ActionShell.Step step =
          github
              .input("modelkit", reference)
              .input("spec", spec)
              .input("plain-http", "true")
              .run("test");
      assertThat(step.run().status()).isEqualTo(5);
      assertThat(step.commands("error").get(0))
          .contains("are needed", "are missing", "The runner's disk is too small: free some");
      assertThat(registry.requests()).noneMatch(it -> it.path().contains("0d0d0d"));
    }
  }

  @Test
  void outsideOfGitHubItIsNoCommand() {
    CommandRun run = CommandRun.in(temp.resolve("home")).run("github-action", "run");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("Here, use `kitrail run`.");
    assertThat(CommandRun.in(temp.resolve("home")).run("--help").out())
        .doesNotContain("github-action");
  }

  private static String publicKey() throws Exception {
    return Files.readString(
        Path.of(
            Objects.requireNonNull(
                    ActionFailureTest.class.getResource(
                        "/io/github/kitrail/evidence/cosign/p256.pub"))
                .toURI()));
  }

  static String devKey() throws Exception {
    java.security.KeyPairGenerator generator = java.security.KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return "-----BEGIN PRIVATE KEY-----\n"
        + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }
}
