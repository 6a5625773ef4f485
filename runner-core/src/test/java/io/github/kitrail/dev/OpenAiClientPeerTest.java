package io.github.kitrail.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.Peers;
import io.github.kitrail.cli.DevProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAI's own client library talks to {@code kitrail dev} with the example's model. */
@Tag("peer")
@Timeout(120)
class OpenAiClientPeerTest {
  private static final String FAQ_BOT = "../examples/faq-bot";
  private static final String ANSWER = "We open at 7 in the morning, on Sundays at 8.";
  private static final String CHAT = "chat.completions.create";
  private static final String QUESTION =
      "'model':'faq-bot','temperature':0,"
          + "'messages':[{'role':'user','content':'When do you open?'}]";

  @TempDir static Path folder;
  private static DevProcess server;
  private static OpenAiClient client;

  @BeforeAll
  static void start() throws Exception {
    Peers.program("openai");
    server = DevProcess.start(folder.resolve("server"), FAQ_BOT);
    client = OpenAiClient.of(server.url(), "anything");
  }

  @AfterAll
  static void end() throws Exception {
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private static Stream<JsonNode> chunks(JsonNode answer) {
    assertThat(answer.path("error").asText()).as(answer.toString()).isEmpty();
    return StreamSupport.stream(answer.path("chunks").spliterator(), false);
  }

  private static String joined(JsonNode answer, String pointer) {
    StringBuilder text = new StringBuilder();
    chunks(answer).forEach(it -> text.append(it.path("value").at(pointer).asText("")));
    return text.toString();
  }

  @Test
  void listsTheModel() throws Exception {
    JsonNode list = client.call("models.list", "{}");
    assertThat(list.path("type").asText()).startsWith("SyncPage");
    assertThat(list.at("/value/data")).hasSize(1);
    assertThat(list.at("/value/data/0/id").asText()).isEqualTo("faq-bot");
    JsonNode one = client.call("models.retrieve", "{'model':'faq-bot'}");
    assertThat(one.at("/value/owned_by").asText()).isEqualTo("kitrail");
  }

  @Test
  void chats() throws Exception {
    JsonNode answer = client.call(CHAT, "{" + QUESTION + "}");
    assertThat(answer.path("type").asText()).isEqualTo("ChatCompletion");
    JsonNode value = answer.path("value");
    assertThat(value.at("/choices/0/message/content").asText()).isEqualTo(ANSWER);
    assertThat(value.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(value.at("/usage/prompt_tokens").asInt()).isEqualTo(14);
    assertThat(value.at("/usage/completion_tokens").asInt()).isEqualTo(16);
    JsonNode cut = client.call(CHAT, "{'max_completion_tokens':3," + QUESTION + "}");
    assertThat(cut.at("/value/choices/0/finish_reason").asText()).isEqualTo("length");
    assertThat(ANSWER).startsWith(cut.at("/value/choices/0/message/content").asText());
  }

  @Test
  void hearsAChatWhileItIsWritten() throws Exception {
    String asked = "'stream':true,'stream_options':{'include_usage':true}," + QUESTION;
    JsonNode answer = client.call(CHAT, "{" + asked + "}");
    assertThat(chunks(answer).map(it -> it.path("type").asText()))
        .hasSizeGreaterThan(10)
        .containsOnly("ChatCompletionChunk");
    assertThat(joined(answer, "/choices/0/delta/content")).isEqualTo(ANSWER);
    assertThat(joined(answer, "/choices/0/delta/role")).isEqualTo("assistant");
    assertThat(joined(answer, "/choices/0/finish_reason")).isEqualTo("stop");
    List<JsonNode> all = chunks(answer).toList();
    JsonNode last = all.get(all.size() - 1).path("value");
    assertThat(last.at("/usage/total_tokens").asInt()).isEqualTo(30);
    assertThat(last.path("choices")).isEmpty();
  }

  @Test
  void mayStopListening() throws Exception {
    JsonNode begun = client.some(2, CHAT, "{'stream':true," + QUESTION + "}");
    assertThat(ANSWER).startsWith(joined(begun, "/choices/0/delta/content"));
    assertThat(chunks(begun)).hasSize(2);
    JsonNode next = client.call(CHAT, "{" + QUESTION + "}");
    assertThat(next.at("/value/choices/0/message/content").asText()).isEqualTo(ANSWER);
  }

  @Test
  void goesOnFromAText() throws Exception {
    String asked =
        "'model':'faq-bot','temperature':0,'stop':[' morning'],"
            + "'prompt':'<|im_start|>user\\nWhen do you open?<|im_end|>\\n<|im_start|>assistant\\n'";
    JsonNode whole = client.call("completions.create", "{" + asked + "}");
    assertThat(whole.path("type").asText()).isEqualTo("Completion");
    assertThat(whole.at("/value/choices/0/text").asText()).isEqualTo("We open at 7 in the");
    JsonNode streamed = client.call("completions.create", "{'stream':true," + asked + "}");
    assertThat(joined(streamed, "/choices/0/text")).isEqualTo("We open at 7 in the");
  }

  @Test
  void holdsAnAnswerToASchema() throws Exception {
    String schema =
        "{'type':'object','properties':{'open':{'type':'boolean'}},'required':['open'],"
            + "'additionalProperties':false}";
    JsonNode answer =
        client.call(
            CHAT,
            "{'response_format':{'type':'json_schema','json_schema':{'name':'opening',"
                + "'strict':true,'schema':"
                + schema
                + "}},"
                + QUESTION
                + "}");
    assertThat(answer.at("/value/choices/0/message/content").asText())
        .matches("\\{\\s*\"open\"\\s*:\\s*(true|false)\\s*}\\s*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'temperature':99          | BadRequestError | temperature | must be a number from 0 to 10
          'n':2                     | BadRequestError | n           | Only one answer
          'logprobs':true           | BadRequestError | logprobs    | Probabilities
          'model':'gpt-4o'          | NotFoundError   | model       | only faq-bot
          'extra_body':{'colour':1} | BadRequestError | colour      | no parameter colour
          """)
  void hearsWhatIsWrong(String change, String error, String param, String message)
      throws Exception {
    JsonNode refused = client.call(CHAT, "{" + QUESTION + "," + change + "}");
    assertThat(refused.path("error").asText()).as(refused.toString()).isEqualTo(error);
    assertThat(refused.path("param").asText()).isEqualTo(param);
    assertThat(refused.path("message").asText()).contains(message);
    JsonNode streamed = client.call(CHAT, "{'stream':true," + QUESTION + "," + change + "}");
    assertThat(streamed).isEqualTo(refused);
  }

  @Test
  void hearsThatAPromptIsTooLong() throws Exception {
    String words = "open ".repeat(2_000);
    JsonNode refused =
        client.call("completions.create", "{'model':'faq-bot','prompt':'" + words + "'}");
    assertThat(refused.path("error").asText()).isEqualTo("BadRequestError");
    assertThat(refused.path("message").asText()).contains("context");
  }

  @Test
  void embedsWithAnEngineThatCan() throws Exception {
    String asked = "{'model':'faq-bot','input':['When do you open?','Do you sell bread?']}";
    JsonNode refused = client.call("embeddings.create", asked);
    assertThat(refused.path("error").asText()).isEqualTo("BadRequestError");
    assertThat(refused.path("code").asText()).isEqualTo("unsupported");

    Peers.program("llama-server");
    try (DevProcess other =
            DevProcess.start(folder.resolve("other"), FAQ_BOT, "--engine", "llama-server");
        OpenAiClient second = OpenAiClient.of(other.url(), "anything")) {
      JsonNode made = second.call("embeddings.create", asked);
      assertThat(made.path("type").asText()).isEqualTo("CreateEmbeddingResponse");
      JsonNode vectors = made.at("/value/data");
      assertThat(vectors).hasSize(2);
      assertThat(vectors.path(0).path("embedding")).hasSizeGreaterThan(8);
      assertThat(vectors.path(0).path("embedding")).isNotEqualTo(vectors.path(1).path("embedding"));
      JsonNode chat = second.call(CHAT, "{" + QUESTION + "}");
      assertThat(chat.at("/value/choices/0/message/content").asText()).isEqualTo(ANSWER);
    }
  }
}
