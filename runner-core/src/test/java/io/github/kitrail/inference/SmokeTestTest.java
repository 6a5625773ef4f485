package io.github.kitrail.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.gguf.GgufFixture;
import io.github.kitrail.inference.gguf.ModelFiles;
import io.github.kitrail.inference.report.CaseResult;
import io.github.kitrail.inference.report.CaseResult.Status;
import io.github.kitrail.inference.report.CheckedAssertion;
import io.github.kitrail.inference.report.SmokeReport;
import io.github.kitrail.inference.spec.SpecFiles;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeTestTest {
  private static final String SPEC =
      """
      tests:
        - {name: capital, prompt: France, assert: [{contains: Paris}, {not-contains: London}]}
        - {name: river, prompt: Seine, assert: [{equals: A river.}]}
        - {name: crash, prompt: unknown, assert: [{contains: x}]}
        - {name: after, prompt: France, assert: [{icontains: paris}]}
      """;

  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void writeModel() throws Exception {
    model = GgufFixture.llama().write(folder.resolve("tiny.gguf"));
  }

  private SmokeReport run(String spec, ScriptedEngine engine, SmokeListener listener)
      throws Exception {
    return SmokeTest.run(
        new ModelFiles(List.of(model), List.of()),
        SmokeSpec.parse(spec, "smoke.yaml"),
        engine,
        listener);
  }

  @Test
  void reportsEachTest() throws Exception {
    ScriptedEngine engine = new ScriptedEngine(Map.of("France", " Paris.", "Seine", "A lake."));
    List<String> heard = new ArrayList<>();
    SmokeListener listener =
        new SmokeListener() {
          @Override
          public void loading(String version) {
            heard.add(version);
          }

          @Override
          public void answering(String name, int number, int count, int pieces) {
            heard.add(name + " " + number + "/" + count + " has " + pieces);
          }

          @Override
          public void finished(CaseResult result, int number, int count) {
            heard.add(result.name() + " " + number + "/" + count);
          }
        };
    SmokeReport report = run(SPEC, engine, listener);
    assertThat(report.engine()).isEqualTo("scripted 1");
    assertThat(report.model()).isEqualTo("tiny, llama, F16");
    assertThat(report.cases())
        .extracting(CaseResult::status)
        .containsExactly(Status.PASSED, Status.PASSED, Status.FAILED, Status.ERROR, Status.PASSED);
    assertThat(report.passed()).isEqualTo(3);
    assertThat(report.failed()).isEqualTo(2);
    assertThat(heard)
        .containsExactly(
            "scripted 1",
            "the model loads 1/5",
            "capital 2/5 has 1",
            "capital 2/5",
            "river 3/5 has 1",
            "river 3/5",
            "crash 4/5",
            "after 5/5 has 1",
            "after 5/5");
    assertThat(report.files()).isEqualTo(Map.of(model, Digest.of(Files.readAllBytes(model))));
    // Started again after the crash, and both ended.
    assertThat(engine.started).isEqualTo(2);
    assertThat(engine.closed).isEqualTo(2);
  }

  @Test
  void aThresholdIsReachedByWeight() throws Exception {
    String spec =
        """
        tests:
          - name: enough
            prompt: France
            threshold: 0.7
            assert: [{contains: Paris, weight: 3}, {contains: London}]
          - name: too little
            prompt: France
            threshold: 0.8
            assert: [{contains: Paris, weight: 3}, {contains: London}]
          - name: only reported
            prompt: France
            assert: [{contains: Paris}, {contains: London, weight: 0}]
        """;
    ScriptedEngine engine = new ScriptedEngine(Map.of("France", " Paris."));
    SmokeReport report = run(spec, engine, SmokeListener.NONE);
    assertThat(report.cases())
        .extracting(CaseResult::status)
        .containsExactly(Status.PASSED, Status.PASSED, Status.FAILED, Status.PASSED);
    assertThat(report.cases().get(2).score()).isEqualTo(0.75);
    assertThatThrownBy(report::requirePassed)
        .hasMessageContaining("expected:  to contain: London")
        .hasMessageContaining("scored:    0.75, and 0.8 was expected");
  }

  @Test
  void failsWithASentenceAndADiff() throws Exception {
    ScriptedEngine engine = new ScriptedEngine(Map.of("France", " Paris.", "Seine", "A lake."));
    SmokeReport report = run(SPEC, engine, SmokeListener.NONE);
    assertThatThrownBy(report::requirePassed)
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TESTS_FAILED);
              assertThat(e.getMessage().replaceAll("\\d\\.\\d\\d s", "0.00 s"))
                  .isEqualTo(
                      """
                      2 of 5 smoke tests failed with scripted 1.
                      river: failed after 0.00 s
                        asked:     Seine
                        expected:  to equal: A river.
                                   from character 3 on: expected "river.", answered "lake."
                        answered:  A lake.

                      crash: error after 0.00 s
                        asked:     unknown
                        error:     The model does not answer: the engine crashed.
                      """);
            });
  }

  @Test
  void passesQuietly() throws Exception {
    ScriptedEngine engine = new ScriptedEngine(Map.of("p", "x"));
    run("tests: [{name: a, prompt: p, assert: [{equals: x}]}]", engine, SmokeListener.NONE)
        .requirePassed();
  }

  @Test
  void asksNothingWhenTheModelDoesNotLoad() throws Exception {
    SmokeReport report = run(SPEC, new ScriptedEngine(Map.of()), SmokeListener.NONE);
    assertThat(report.cases()).hasSize(5).allMatch(c -> c.status() == Status.ERROR);
    assertThat(report.cases().get(0).name()).isEqualTo("the model loads");
    assertThat(report.cases().get(0).error()).isEqualTo("The model does not load: it is empty.");
    assertThat(report.cases().get(1).error()).contains("Not asked");
  }

  @Test
  void doesNotStartACrashingEngineForever() throws Exception {
    StringBuilder spec = new StringBuilder("tests:\n");
    for (int i = 0; i < 8; i++) {
      spec.append("  - {name: t").append(i).append(", prompt: crash, assert: [{contains: x}]}\n");
    }
    ScriptedEngine engine = new ScriptedEngine(Map.of("France", "Paris"));
    SmokeReport report = run(spec.toString(), engine, SmokeListener.NONE);
    assertThat(engine.started).isEqualTo(3);
    assertThat(report.cases().get(8).error()).contains("crashed too often");
    assertThat(report.failed()).isEqualTo(8);
  }

  @Test
  void noticesAModelThatChangesMeanwhile() {
    SmokeListener writer =
        new SmokeListener() {
          @Override
          public void loading(String version) {
            try {
              Files.write(model, new byte[7]);
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          }
        };
    ScriptedEngine engine = new ScriptedEngine(Map.of("France", "Paris"));
    assertThatThrownBy(() -> run(SPEC, engine, writer))
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT);
              assertThat(e.getMessage()).contains("changed while the model was being tested");
            });
    assertThat(engine.closed).isEqualTo(engine.started);
  }

  private static final String TALK =
      """
      tests:
        - name: talk
          system: Be brief.
          turns:
            - {user: Hello, assert: [{contains: Good day}]}
            - How are you?
            - Bye
          assert: [{equals: So long.}]
      """;

  /** What the model itself said is what it is shown. */
  @Test
  void aConversationGoesOnFromTheModelsOwnAnswers() throws Exception {
    String first = "system: Be brief.\nuser: Hello";
    String second = first + "\nassistant: Good day!\nuser: How are you?";
    String third = second + "\nassistant: Fine.\nuser: Bye";
    Map<String, String> answers = Map.of(first, " Good day!\n", second, "Fine.", third, "So long.");
    SmokeReport report = run(TALK, new ScriptedEngine(answers), SmokeListener.NONE);
    report.requirePassed();
    CaseResult talk = report.cases().get(1);
    assertThat(talk.prompt()).isEqualTo(third);
    assertThat(Objects.requireNonNull(talk.completion()).text()).isEqualTo("So long.");
    assertThat(talk.assertions())
        .extracting(CheckedAssertion::expectation)
        .containsExactly("in turn 1 to contain: Good day", "to equal: So long.");
  }

  @Test
  void aWrongAnswerInTheMiddleOfAConversationFails() throws Exception {
    String first = "system: Be brief.\nuser: Hello";
    String second = first + "\nassistant: Hi\nuser: How are you?";
    Map<String, String> answers =
        Map.of(first, "Hi", second, "Well", second + "\nassistant: Well\nuser: Bye", "So long.");
    SmokeReport report = run(TALK, new ScriptedEngine(answers), SmokeListener.NONE);
    assertThatThrownBy(report::requirePassed)
        .hasMessageContaining("expected:  in turn 1 to contain: Good day")
        .hasMessageContaining("assistant: Hi");
    SmokeReport crashed = run(TALK, new ScriptedEngine(Map.of(first, "Hi")), SmokeListener.NONE);
    assertThat(crashed.cases().get(1).error()).contains("the engine crashed");
    assertThat(crashed.cases().get(1).prompt()).isEqualTo(second);
  }

  @Test
  void aFileOfCasesIsATestedFileAndMustNotChange() throws Exception {
    Path cases = Files.writeString(folder.resolve("c.csv"), "country\nFrance\n");
    SmokeSpec spec =
        SmokeSpec.parse(
            "tests: [{name: t, cases: c.csv, prompt: '{{country}}', assert: [{contains: Paris}]}]",
            "smoke.yaml",
            SpecFiles.in(folder));
    ScriptedEngine engine = new ScriptedEngine(Map.of("France", "Paris"));
    ModelFiles files = new ModelFiles(List.of(model), List.of());
    SmokeReport report = SmokeTest.run(files, spec, engine, SmokeListener.NONE);
    report.requirePassed();
    assertThat(report.files())
        .containsOnlyKeys(model, cases)
        .containsEntry(cases, Digest.of(Files.readAllBytes(cases)));
    Files.writeString(cases, "country\nSpain.\n");
    assertThatThrownBy(() -> SmokeTest.run(files, spec, engine, SmokeListener.NONE))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("The file " + cases + " changed while the model was being tested");
  }

  @Test
  void loadsTheAdaptersThatAreAskedFor() throws Exception {
    Path one = GgufFixture.llama().write(folder.resolve("one.gguf"));
    Path two = GgufFixture.llama().write(folder.resolve("two.gguf"));
    ModelFiles all = new ModelFiles(List.of(model), List.of(one, two));
    assertThat(loaded(all, "all")).containsExactly(one, two);
    assertThat(loaded(all, "none")).isEmpty();
    assertThat(loaded(all, "[two.gguf]")).containsExactly(two);
    assertThat(loaded(all, "[two.gguf, one.gguf]")).containsExactly(one, two);
    assertThatThrownBy(() -> loaded(all, "[wo.gguf]"))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("The model has no adapter wo.gguf; it has ")
        .hasMessageContaining("two.gguf");
  }

  private static List<Path> loaded(ModelFiles model, String adapters) throws Exception {
    String test = ", tests: [{name: t, prompt: France, assert: [{contains: P}]}]}";
    ScriptedEngine engine = new ScriptedEngine(Map.of("France", "Paris"));
    SmokeTest.run(
        model,
        SmokeSpec.parse("{adapters: " + adapters + test, "smoke.yaml"),
        engine,
        SmokeListener.NONE);
    return Objects.requireNonNull(engine.model).adapters();
  }

  @Test
  void saysThatAFileCannotBeRead() throws Exception {
    Files.delete(model);
    assertThatThrownBy(() -> run(SPEC, new ScriptedEngine(Map.of("a", "b")), SmokeListener.NONE))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("Could not read " + model);
  }
}
