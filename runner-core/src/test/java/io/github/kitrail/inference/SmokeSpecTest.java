package io.github.kitrail.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.assertion.Assertions;
import io.github.kitrail.inference.command.CommandReader;
import io.github.kitrail.inference.engine.ChatMessage;
import io.github.kitrail.inference.engine.Sampling;
import io.github.kitrail.inference.spec.NamedFiles;
import io.github.kitrail.inference.spec.Schemas;
import io.github.kitrail.inference.spec.SpecFiles;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmokeSpecTest {
  private static final String CASE = "{name: a, prompt: p, assert: [{contains: x}]}";

  private static SmokeSpec parse(String text) throws KitrailException {
    return SmokeSpec.parse(text, "smoke.yaml");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT);
              assertThat(e.getMessage()).startsWith("smoke.yaml").contains(message);
            });
  }

  @Test
  void readsAllParametersAndTheSystemsMessage() throws Exception {
    SmokeCase test =
        SmokeSpec.parse(
                """
                tests:
                  - name: a
                    system: Be kind.
                    messages: [{role: user, content: Hello}]
                    minP: 0.1
                    repeatPenalty: 1.1
                    repeatLastN: -1
                    presencePenalty: 0.5
                    frequencyPenalty: -0.5
                    threshold: 0.6
                    assert: [{contains: b}]
                """,
                "smoke.yaml")
            .cases()
            .get(0);
    assertThat(test.request().messages())
        .containsExactly(new ChatMessage("system", "Be kind."), new ChatMessage("user", "Hello"));
    assertThat(test.request().sampling())
        .isEqualTo(
            Sampling.greedy()
                .change()
                .minP(0.1)
                .repeatPenalty(1.1)
                .repeatLastN(-1)
                .presencePenalty(0.5)
                .frequencyPenalty(-0.5)
                .build());
    assertThat(test.threshold()).isEqualTo(0.6);
    assertThatThrownBy(
            () ->
                SmokeSpec.parse(
                    "tests: [{name: a, system: b, prompt: c, assert: [{contains: d}]}]", "s"))
        .hasMessageContaining("`system` stands before `messages`");
  }

  @Test
  void readsEveryField() throws Exception {
    SmokeSpec spec =
        parse(
            """
            engine: java-llama.cpp
            model: weights/b.gguf
            contextSize: 1024
            timeout: 30
            tests:
              - name: capital
                prompt: "Capital of France:"
                maxTokens: 8
                temperature: 0.5
                topP: 0.9
                topK: 10
                seed: 7
                stop: ["\\n", END]
                assert:
                  - contains: Paris
                  - not-contains: London
              - name: chat
                messages:
                  - {role: system, content: Be brief.}
                  - {role: user, content: Hello}
                stop: "."
                assert: [{icontains: hi}]
            """);
    assertThat(spec.engine()).isEqualTo("java-llama.cpp");
    assertThat(spec.model()).isEqualTo("weights/b.gguf");
    assertThat(spec.options().contextSize()).isEqualTo(1024);
    assertThat(spec.options().requestTimeout()).isEqualTo(Duration.ofSeconds(30));
    SmokeCase capital = spec.cases().get(0);
    assertThat(capital.name()).isEqualTo("capital");
    assertThat(capital.request().prompt()).isEqualTo("Capital of France:");
    assertThat(capital.request().sampling())
        .isEqualTo(
            Sampling.greedy()
                .change()
                .maxTokens(8)
                .temperature(0.5)
                .topP(0.9)
                .topK(10)
                .seed(7)
                .stop(List.of("\n", "END"))
                .build());
    assertThat(capital.assertions())
        .extracting(a -> a.expectation())
        .containsExactly("to contain: Paris", "not to contain: London");
    SmokeCase chat = spec.cases().get(1);
    assertThat(chat.request().messages())
        .containsExactly(new ChatMessage("system", "Be brief."), new ChatMessage("user", "Hello"));
    assertThat(chat.request().sampling().stop()).containsExactly(".");
  }

  @Test
  void leavesNothingToChanceUnlessAsked() throws Exception {
    SmokeSpec spec = parse("tests: [" + CASE + "]");
    assertThat(spec.engine()).isEqualTo("java-llama.cpp");
    assertThat(spec.model()).isNull();
    assertThat(spec.cases().get(0).request().sampling()).isEqualTo(Sampling.greedy());
    assertThat(Sampling.greedy().temperature()).isZero();
  }

  @Test
  void readsTheExample() throws Exception {
    Path example = Path.of("../examples/faq-bot/smoke.yaml");
    assertThat(parse(Files.readString(example)).cases()).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tests: []                                         | line 1, column 8: 'tests' is empty
          engine: x                                         | 'tests' is missing
          test: []                                          | 'test' is not a smoke.yaml field; did you mean 'tests'?
          {engine: java-lama.cpp, tests: [CASE]}            | did you mean 'java-llama.cpp'?
          {engine: vllm, tests: [CASE]}                     | there is no engine 'vllm'; known are java-llama.cpp, llama-server
          {contextSize: 3, tests: [CASE]}                   | must be a whole number from 16
          {timeout: 0, tests: [CASE]}                       | must be a whole number from 1
          tests: [CASE, CASE]                               | two tests are called "a"
          tests: [{prompt: p, assert: [{contains: x}]}]     | 'tests[0].name' is missing
          tests: [{name: ' ', prompt: p, assert: [{contains: x}]}] | one line of text
          tests: [{name: a, assert: [{contains: x}]}]       | either a 'prompt', or 'messages', or 'turns'
          tests: [{name: a, prompt: p, messages: [], assert: [{contains: x}]}] | either a 'prompt'
          tests: [{name: a, messages: [], assert: [{contains: x}]}] | 'messages' is empty
          tests: [{name: a, prompt: '', assert: [{contains: x}]}]   | is empty
          tests: [{name: a, prompt: "\\0", assert: [{contains: x}]}] | NUL character
          tests: [{name: a, messages: [{role: robot, content: x}], assert: [{contains: x}]}] | 'robot' is no role; known are system, user, assistant
          tests: [{name: a, messages: [{role: user, text: x}], assert: [{contains: x}]}] | 'text' is not a message field
          tests: [{name: a, prompt: p}]                     | 'tests[0].assert' is missing
          tests: [{name: a, prompt: p, assert: []}]         | every answer would pass
          tests: [{name: a, prompt: p, assert: [contains]}] | such as 'contains: Paris'
          tests: [{name: a, prompt: p, maxToken: 3, assert: [{contains: x}]}] | did you mean 'maxTokens'?
          tests: [{name: a, prompt: p, maxTokens: 0, assert: [{contains: x}]}] | from 1 to 32768
          tests: [{name: a, prompt: p, temperature: hot, assert: [{contains: x}]}] | must be a number from 0
          tests: [{name: a, prompt: p, topP: 1.5, assert: [{contains: x}]}] | must be a number from 0
          tests: [{name: a, prompt: p, seed: -1, assert: [{contains: x}]}] | must be a whole number from 0
          tests: [{name: a, prompt: p, stop: [''], assert: [{contains: x}]}] | would end every answer at once
          """)
  void refusesWithPlaceAndReason(String text, String message) {
    assertRefused(text.replace("CASE", CASE), message.replace('\'', '`'));
  }

  @Test
  void refusesWhatIsNoYaml() {
    assertRefused("", "is empty");
    assertRefused("tests: [", "line 1");
    assertRefused("- tests", "list of fields");
  }

  @Test
  void theStructureIsTestedWhenNothingIsAskedOrItIsWanted() throws Exception {
    String ask = "tests: [{name: a, prompt: p, assert: [{contains: x}]}]\n";
    String command = "tests: [{name: a, exec: [x]}]\n";
    assertThat(SmokeSpec.parse("structure: true", "s.yaml").structure()).isTrue();
    assertThat(SmokeSpec.parse(ask, "s.yaml").structure()).isFalse();
    assertThat(SmokeSpec.parse("structure: true\n" + ask, "s.yaml").structure()).isTrue();
    assertThat(SmokeSpec.parse(command, "s.yaml").structure()).isTrue();
    assertThat(SmokeSpec.parse(command, "s.yaml").commands()).hasSize(1);
    assertThat(SmokeSpec.parse("structure: false\n" + command, "s.yaml").structure()).isFalse();
    for (String nothing : List.of("structure: false", "structure: false\ntests: []", "tests: []")) {
      assertThatThrownBy(() -> SmokeSpec.parse(nothing, "s.yaml")).hasMessageContaining("tests");
    }
    String twice = "tests: [{name: a, exec: [x]}, {name: a, prompt: p, assert: [{contains: x}]}]";
    assertThatThrownBy(() -> SmokeSpec.parse(twice, "s.yaml")).hasMessageContaining("called \"a\"");
  }

  /** Editors complete and check by the schema, so it must know exactly what the reader knows. */
  @Test
  void theJsonSchemaKnowsTheSameFieldsAndWords() throws Exception {
    JsonNode schema;
    try (InputStream in =
        getClass().getResourceAsStream("/io/github/kitrail/schemas/smoke.schema.json")) {
      schema = new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
    assertThat(fields(schema.at("/properties"))).hasSameElementsAs(SmokeSpecReader.FIELDS);
    assertThat(fields(schema.at("/$defs/test/properties")))
        .hasSameElementsAs(SmokeCaseReader.FIELDS);
    assertThat(fields(schema.at("/properties/defaults/properties")))
        .hasSameElementsAs(SmokeCaseReader.DEFAULTS);
    assertThat(fields(schema.at("/$defs/command/properties")))
        .hasSameElementsAs(CommandReader.FIELDS);
    List<String> words =
        new ArrayList<>(new Assertions(new Schemas(new NamedFiles(SpecFiles.NONE))).words());
    words.addAll(List.of("threshold", "text", "weight"));
    assertThat(fields(schema.at("/$defs/assertion/properties"))).hasSameElementsAs(words);
  }

  private static List<String> fields(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
