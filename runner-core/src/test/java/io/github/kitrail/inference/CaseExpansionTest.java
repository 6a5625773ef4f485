package io.github.kitrail.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.assertion.Assertion;
import io.github.kitrail.inference.engine.ChatMessage;
import io.github.kitrail.inference.engine.Sampling;
import io.github.kitrail.inference.spec.SpecFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseExpansionTest {
  @TempDir Path folder;

  private SmokeSpec parse(String text) throws KitrailException {
    return SmokeSpec.parse(text, "smoke.yaml", SpecFiles.in(folder));
  }

  private static List<String> expectations(SmokeCase of) {
    return of.assertions().stream().map(Assertion::expectation).toList();
  }

  @Test
  void eachRowMakesATest() throws Exception {
    SmokeSpec spec =
        SmokeSpec.parse(
            """
            tests:
              - name: "{{questions.1}}"
                cases: {file: datasets/faq.jsonl, limit: 2}
                messages: [{role: user, content: "{{questions.0}}"}]
                assert: [{equals: "{{answer}}"}]
            """,
            "smoke.yaml",
            SpecFiles.in(FaqBotTest.FAQ_BOT));
    assertThat(spec.cases())
        .extracting(SmokeCase::name)
        .containsExactly(
            "What is your address?, row 1", "How early can I come in the morning?, row 2");
    SmokeCase second = spec.cases().get(1);
    assertThat(second.request().messages())
        .containsExactly(new ChatMessage("user", "When do you open?"));
    assertThat(expectations(second))
        .containsExactly("to equal: We open at 7 in the morning, on Sundays at 8.");
    assertThat(second.line()).isEqualTo(2);
    assertThat(spec.files().keySet())
        .containsExactly(
            FaqBotTest.FAQ_BOT.resolve("datasets/faq.jsonl").toAbsolutePath().normalize());
  }

  @Test
  void aRowBeatsTheTestsVariablesAndTheseTheDefaults() throws Exception {
    Files.writeString(folder.resolve("c.csv"), "c\nrow\n");
    SmokeSpec spec =
        parse(
            """
            defaults: {vars: {a: default, b: default, c: default}}
            tests:
              - name: t
                vars: {b: test, c: test}
                cases: c.csv
                prompt: "{{a}} {{b}} {{c}}"
                assert: [{contains: "{{b}}"}]
            """);
    assertThat(spec.cases().get(0).request().prompt()).isEqualTo("default test row");
    assertThat(expectations(spec.cases().get(0))).containsExactly("to contain: test");
  }

  @Test
  void saysWhichRowDoesNotFit() throws Exception {
    Files.writeString(folder.resolve("c.jsonl"), "{\"q\": \"a\", \"x\": \"b\"}\n{\"q\": \"c\"}\n");
    assertThatThrownBy(
            () ->
                parse(
                    """
                    tests:
                      - {name: t, cases: c.jsonl, prompt: p, assert: [{contains: "{{x}}"}]}
                    """))
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.getMessage())
                  .startsWith("smoke.yaml, line 2, column 63: there is no variable `x`")
                  .endsWith("(With row 2 of c.jsonl.)");
              assertThat(e.remarks())
                  .singleElement()
                  .satisfies(it -> assertThat(it.line()).isEqualTo(2));
            });
  }

  @Test
  void aNameFromARowIsOneLineThatIsNotTooLong() throws Exception {
    Files.writeString(folder.resolve("c.csv"), "q\n\"a\n\u001b[2Jb\"\n" + "🥐".repeat(200) + "\n");
    SmokeSpec spec =
        parse("tests: [{name: '{{q}}', cases: c.csv, prompt: p, assert: [{contains: x}]}]");
    assertThat(spec.cases())
        .extracting(SmokeCase::name)
        .containsExactly("a [2Jb, row 1", "🥐".repeat(120) + "…, row 2");
  }

  @Test
  void defaultsHoldForWhatATestDoesNotSay() throws Exception {
    SmokeSpec spec =
        parse(
            """
            defaults:
              system: Be kind.
              maxTokens: 20
              temperature: 0.5
              threshold: 0.5
              assert: [{not-is-repetitive: true}]
            tests:
              - {name: own, maxTokens: 7, threshold: 0.9, messages: [{role: user, content: a}], assert: [{contains: b}]}
              - {name: none, turns: [a]}
              - {name: itself, messages: [{role: system, content: Be rude.}, {role: user, content: a}]}
              - {name: prompt, prompt: a}
            """);
    SmokeCase own = spec.cases().get(0);
    Sampling sampling = Sampling.greedy().change().temperature(0.5).maxTokens(7).build();
    assertThat(own.request().sampling()).isEqualTo(sampling);
    assertThat(own.threshold()).isEqualTo(0.9);
    assertThat(own.request().messages())
        .containsExactly(new ChatMessage("system", "Be kind."), new ChatMessage("user", "a"));
    assertThat(expectations(own)).containsExactly("to contain: b", "not to run in circles");
    SmokeCase none = spec.cases().get(1);
    assertThat(none.request().sampling()).isEqualTo(sampling.withMaxTokens(20));
    assertThat(none.threshold()).isEqualTo(0.5);
    assertThat(none.request().messages()).hasSize(2);
    assertThat(expectations(none)).containsExactly("not to run in circles");
    assertThat(spec.cases().get(2).request().messages())
        .extracting(ChatMessage::content)
        .containsExactly("Be rude.", "a");
    assertThat(spec.cases().get(3).request().messages()).isEmpty();
  }

  @Test
  void aConversationHasTurns() throws Exception {
    SmokeCase talk =
        parse(
                """
                tests:
                  - name: talk
                    vars: {who: Ann}
                    turns:
                      - "I am {{who}}"
                      - {user: "Who am I?", assert: [{contains: "{{who}}"}]}
                      - {user: "Sure?", assert: [{contains: x}]}
                    assert: [{contains: "yes"}]
                """)
            .cases()
            .get(0);
    assertThat(talk.request().messages()).containsExactly(new ChatMessage("user", "I am Ann"));
    assertThat(talk.assertions()).isEmpty();
    assertThat(talk.turns()).extracting(SmokeTurn::user).containsExactly("Who am I?", "Sure?");
    assertThat(talk.turns().get(0).assertions())
        .extracting(Assertion::expectation)
        .containsExactly("to contain: Ann");
    assertThat(talk.turns().get(1).assertions()).hasSize(2);
  }

  @Test
  void aConversationThatExpectsNothingIsRefused() {
    assertThatThrownBy(() -> parse("tests: [{name: t, turns: [a, b]}]"))
        .hasMessageContaining("`tests[0].assert` is missing");
    assertThatThrownBy(() -> parse("tests: [{name: t, turns: []}]"))
        .hasMessageContaining("`turns` is empty");
    assertThatThrownBy(() -> parse("tests: [{name: t, turns: [{user: a, asert: []}]}]"))
        .hasMessageContaining("`asert` is not a turn field; did you mean `assert`?");
  }

  @Test
  void holdsAnswersToASchemaOfTheSpecOrOfAFile() throws Exception {
    Files.writeString(
        folder.resolve("s.json"), "{\"type\": \"array\", \"items\": {\"type\": \"null\"}}");
    SmokeSpec spec =
        parse(
            """
            tests:
              - name: inline
                prompt: p
                jsonSchema: {type: object, properties: {b: {type: integer}, a: {type: string}}}
                assert: [{is-json: true}]
              - {name: file, prompt: p, jsonSchema: s.json, assert: [{is-json: s.json}]}
            """);
    // In the order of the spec, which is the order that an engine writes them in.
    assertThat(spec.cases().get(0).request().sampling().jsonSchema())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"b\":{\"type\":\"integer\"},\"a\":{\"type\":\"string\"}}}");
    assertThat(spec.cases().get(1).request().sampling().jsonSchema())
        .isEqualTo("{\"type\":\"array\",\"items\":{\"type\":\"null\"}}");
    assertThat(spec.files()).hasSize(1);
    String wrong =
        "tests:\n- name: t\n  prompt: p\n  jsonSchema: {type: 3}\n  assert: [{contains: a}]";
    assertThatThrownBy(() -> parse(wrong))
        .isInstanceOf(KitrailException.class)
        .hasMessageStartingWith("smoke.yaml, line 4, column 15: this is no JSON schema: /type");
  }

  @Test
  void choosesAdapters() throws Exception {
    String test = ", tests: [{name: t, prompt: p, assert: [{contains: a}]}]}";
    assertThat(parse("{adapters: all" + test).adapters()).isNull();
    assertThat(parse("{adapters: none" + test).adapters()).isEmpty();
    assertThat(parse("{adapters: [a.gguf]" + test).adapters()).containsExactly("a.gguf");
    assertThatThrownBy(() -> parse("{adapters: some" + test))
        .hasMessageContaining("takes `all`, `none`, or a list of files");
  }

  @Test
  void typingErrorsInDefaultsAreErrors() {
    assertThatThrownBy(
            () -> parse("{defaults: {maxToken: 3}, tests: [{name: t, prompt: p, assert: []}]}"))
        .hasMessageContaining("`maxToken` is not a defaults field; did you mean `maxTokens`?");
  }
}
