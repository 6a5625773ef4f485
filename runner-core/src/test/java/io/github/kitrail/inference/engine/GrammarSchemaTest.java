package io.github.kitrail.inference.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.inference.gguf.ModelFiles;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarSchemaTest {
  private static EngineSession session;

  @BeforeAll
  static void load() throws Exception {
    session =
        new LlamaCppEngine(System.getenv())
            .start(ModelFiles.find(CorruptModel.WHOLE, List.of()), EngineOptions.standard());
  }

  @AfterAll
  static void end() {
    if (session != null) {
      session.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nonsense                                              | is not JSON
          true                                                  | it is true, where an object
          {"type": "any"}                                       | /type is "any", which is no type
          {"type": ["string", 3]}                               | /type is 3
          {"description": "what?"}                              | it has no type
          {"properties": []}                                    | /properties is []
          {"properties": {"a": {"items": {"type": "x"}}}}       | /properties/a/items/type
          {"anyOf": {}}                                         | /anyOf is {}
          {"oneOf": [{"type": "null"}, 1]}                      | /oneOf/1 is 1
          {"type": "object", "required": "a"}                   | /required is "a"
          {"enum": "a"}                                         | /enum is "a"
          {"additionalProperties": {"type": 1}}                 | /additionalProperties/type
          {"$ref": "https://example.com/a.json"}                | only #/
          {"$ref": "#/$defs/none"}                              | leads to nothing
          {"type": "string", "pattern": "^a"}                   | /pattern is "^a"
          """)
  void refusesWhatWouldAbortTheEngine(String schema, String reason) {
    assertThatThrownBy(() -> GrammarSchema.check(schema))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(reason)
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\":\"object\"}",
        "{\"type\":[\"string\",\"null\"]}",
        "{\"enum\":[1,\"a\",null]}",
        "{\"const\":3}",
        "{\"type\":\"string\",\"pattern\":\"^[a-z]+$\"}",
        "{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"minItems\":2}",
        "{\"prefixItems\":[{\"type\":\"string\"},{\"type\":\"number\"}]}",
        "{\"items\":[{\"type\":\"string\"}]}",
        "{\"additionalProperties\":false}",
        "{\"anyOf\":[{\"type\":\"string\"},{\"$ref\":\"#/$defs/a\"}],\"$defs\":{\"a\":{\"type\":\"null\"}}}",
        "{\"type\":\"object\",\"properties\":{\"when\":{\"type\":\"string\",\"format\":\"date\"}},"
            + "\"required\":[\"when\"],\"additionalProperties\":{\"type\":\"boolean\"}}",
        "{\"allOf\":[{\"properties\":{\"a\":{\"type\":\"string\"}}}]}"
      })
  void letsThroughWhatTheEngineReads(String schema) {
    Sampling sampling = Sampling.greedy().change().jsonSchema(schema).maxTokens(1).build();
    assertThatCode(() -> session.complete(CompletionRequest.ofPrompt("Hello", sampling)))
        .doesNotThrowAnyException();
  }
}
