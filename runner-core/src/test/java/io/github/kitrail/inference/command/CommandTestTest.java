package io.github.kitrail.inference.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.SmokeSpec;
import io.github.kitrail.inference.assertion.Assertions;
import io.github.kitrail.inference.process.PassedOn;
import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.CaseResult.Status;
import io.github.kitrail.inference.report.TextReport;
import io.github.kitrail.inference.spec.NamedFiles;
import io.github.kitrail.inference.spec.Schemas;
import io.github.kitrail.inference.spec.SpecFiles;
import io.github.kitrail.yaml.YamlDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTestTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PATH", System.getenv("PATH"),
          "KITRAIL_KEY_PASSPHRASE", "secret",
          "AWS_SECRET_ACCESS_KEY", "secret",
          "MY_DATA", "/data");

  @TempDir Path temp;

  private static CommandReader reader() {
    return new CommandReader(new Assertions(new Schemas(new NamedFiles(SpecFiles.NONE))));
  }

  private static CommandCheck check(String more, List<String> arguments) throws KitrailException {
    CommandCheck read =
        reader().read(YamlDocument.parse("name: t\nexec: [x]\n" + more, "smoke.yaml"));
    return new CommandCheck(
        read.name(),
        read.line(),
        arguments,
        read.timeout(),
        read.variables(),
        read.assertions(),
        read.threshold());
  }

  private CaseResult run(String more, String... arguments) throws KitrailException {
    return CommandTest.run(check(more, FakeCommand.line(arguments)), place());
  }

  private CommandPlace place() {
    return new CommandPlace(temp, temp.resolve("m/model.onnx"), temp.resolve("m"), ENVIRONMENT);
  }

  private static String printed(CaseResult result) {
    assertThat(result.passed()).as(TextReport.failure(result)).isTrue();
    return Objects.requireNonNull(result.completion()).text().strip();
  }

  @Test
  void statusZeroPassesAndWordsStandForPaths() throws Exception {
    CaseResult result = run("", "print", "--model", "{{model}}", "in {{folder}}", "$HOME *");
    assertThat(printed(result))
        .isEqualTo(
            "--model|" + temp.resolve("m/model.onnx") + "|in " + temp.resolve("m") + "|$HOME *");
    assertThat(result.prompt()).contains("{{model}}");
    assertThat(result.assertions())
        .extracting(it -> it.expectation())
        .containsExactly("to end with status 0");
  }

  @Test
  void anotherStatusFailsWithItsLastWords() throws Exception {
    CaseResult result = run("threshold: 0", "fail");
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(TextReport.failure(result))
        .contains("expected:  to end with status 0", "status 3: accuracy 0.31 is below 0.9");
  }

  @Test
  void whatItPrintsIsLookedAt() throws Exception {
    String words = "assert: [{contains: '0.95'}, {is-json: true}]";
    assertThat(run(words, "print", "{\"accuracy\": 0.95}").passed()).isTrue();
    CaseResult other = run(words, "print", "{\"accuracy\": 0.31}");
    assertThat(other.status()).isEqualTo(Status.FAILED);
    assertThat(TextReport.failure(other)).contains("to contain: 0.95", "answered:  {\"accuracy\"");
    assertThat(run("threshold: 0.5\n" + words, "print", "{}").passed()).isTrue();
  }

  @Test
  void itRunsBesideTheSpecAndSeesNoSecrets() throws Exception {
    assertThat(printed(run("", "directory"))).isEqualTo(temp.toRealPath().toString());
    assertThat(printed(run("", "variable", "KITRAIL_MODEL")))
        .isEqualTo("KITRAIL_MODEL=" + temp.resolve("m/model.onnx"));
    assertThat(printed(run("", "variable", "KITRAIL_FOLDER"))).endsWith("=" + temp.resolve("m"));
    assertThat(printed(run("", "variable", "PATH"))).isEqualTo("PATH=" + System.getenv("PATH"));
    for (String hidden : List.of("KITRAIL_KEY_PASSPHRASE", "AWS_SECRET_ACCESS_KEY", "MY_DATA")) {
      assertThat(printed(run("", "variable", hidden))).isEqualTo(hidden + "=null");
    }
    assertThat(printed(run("env: [MY_DATA]", "variable", "MY_DATA"))).isEqualTo("MY_DATA=/data");
  }

  @Test
  void onePrintingWithoutEndIsAnError() throws Exception {
    CaseResult result = run("", "flood");
    assertThat(result.error()).isEqualTo("It printed more than 4 MiB.");
  }

  @Test
  void aProgramThatIsNotThereIsAnError() throws Exception {
    CaseResult result = CommandTest.run(check("", List.of("no-such-program")), place());
    assertThat(result.error()).startsWith("Could not start no-such-program in ").contains("PATH");
  }

  @Test
  void whatTakesTooLongIsEndedWithAllThatItStarted() throws Exception {
    Path pid = temp.resolve("pid");
    CaseResult result = run("timeout: 2", "hang", pid.toString());
    assertThat(result.error()).startsWith("It did not end within 2 s, so it was ended.");
    assertThat(result.seconds()).isLessThan(10);
    assertEnds(pid);
  }

  @Test
  void whatItLeavesBehindIsEnded() throws Exception {
    Path pid = temp.resolve("pid");
    CaseResult result = run("", "leave", pid.toString());
    assertThat(result.passed()).isTrue();
    assertThat(result.seconds()).isLessThan(10);
    assertEnds(pid);
  }

  @Test
  void aCancelledOneIsEnded() throws Exception {
    Path pid = temp.resolve("pid");
    CommandCheck check = check("", FakeCommand.line("hang", pid.toString()));
    Thread tester = Thread.currentThread();
    Thread canceller =
        new Thread(
            () -> {
              while (pid.toFile().length() == 0) { // it is there before it is written
                Thread.onSpinWait();
              }
              tester.interrupt();
            });
    canceller.start();
    assertThatThrownBy(() -> CommandTest.run(check, place()))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    assertThat(Thread.interrupted()).isTrue();
    canceller.join();
    assertEnds(pid);
  }

  private static void assertEnds(Path pid) throws Exception {
    long number = Long.parseLong(Files.readString(pid));
    for (int i = 0; i < 50 && isAlive(number); i++) {
      Thread.sleep(Duration.ofMillis(100).toMillis());
    }
    assertThat(isAlive(number)).isFalse();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  @Test
  void thePageTellsWhatIsPassedOnAndItsSpecIsRead() throws Exception {
    String page = Files.readString(Path.of("../docs/model-checks.md"));
    int begin = page.indexOf("Of the environment it gets");
    String told = page.substring(begin, page.indexOf("; what `env` names", begin));
    List<String> names =
        Pattern.compile("`([A-Z_]+)`").matcher(told).results().map(it -> it.group(1)).toList();
    List<String> passedOn = new ArrayList<>(PassedOn.NEEDED);
    passedOn.addAll(CommandProcess.PASSED_ON);
    assertThat(names).containsExactlyInAnyOrderElementsOf(passedOn);
    String example =
        page.substring(page.indexOf("    # smoke.yaml"), page.indexOf("`structure: true` alone"));
    SmokeSpec spec = SmokeSpec.parse(example.replaceAll("(?m)^    ", ""), "smoke.yaml");
    assertThat(spec.commands().get(0).arguments()).endsWith("--model", "{{model}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exec: python check.py            | a list, the program first
          exec: []                         | names no program
          exec: ['']                       | names no program
          exec: [a, '{{modle}}']           | did you mean `{{model}}`?
          exec: [a, '{{ model }}']         | stands for nothing here
          exec: [a], timeout: 0            | timeout
          exec: [a], env: [A=b]            | names of variables
          exec: [a], env: ['']             | names of variables
          exec: [a], assert: [{memory: 1}] | is about a model's answer
          exec: [a], assert: [{contain: 1}]| did you mean `contains`?
          exec: [a], prompt: hi            | prompt
          exec: [a], maxTokens: 3          | maxTokens
          """)
  void mistakesAreErrorsAtTheirPlace(String fields, String problem) {
    assertThatThrownBy(
            () -> reader().read(YamlDocument.parse("{name: t, " + fields + "}", "s.yaml")))
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT);
              assertThat(e.getMessage()).contains(problem).contains("s.yaml");
            });
  }
}
