package io.github.kitrail.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.inference.engine.ChatMessage;
import io.github.kitrail.inference.engine.CompletionRequest;
import io.github.kitrail.inference.engine.Sampling;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DevServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHAT = "/v1/chat/completions";
  private static final String COMPLETION = "/v1/completions";
  private static final String JSON_TYPE = "Content-Type: application/json";

  private final BlockingQueue<CompletionRequest> asked = new LinkedBlockingQueue<>();
  private final List<ScriptedSession> loaded = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private ModelSession session;
  private DevServer server;

  @BeforeEach
  void start() throws Exception {
    session =
        ModelSession.open(
            () -> {
              loaded.add(new ScriptedSession(asked));
              return loaded.get(loaded.size() - 1);
            });
    server = server(null, true);
  }

  private DevServer server(String token, boolean chatTemplate) throws Exception {
    ServedModel model = ScriptedSession.model(chatTemplate);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return DevServer.start(loopback, 0, token, session, model, Clock.systemUTC(), log::add);
  }

  @AfterEach
  void end() {
    server.close();
    session.close();
  }

  /** A whole answer, headers included; the request says what it wants to, which clients do not. */
  private String raw(String request, String body, String... headers) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      send(socket, request, body, headers);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void send(Socket socket, String request, String body, String... headers)
      throws Exception {
    StringBuilder text = new StringBuilder(request + " HTTP/1.1\r\n");
    List<String> all = new ArrayList<>(List.of(headers));
    if (all.stream().noneMatch(it -> it.startsWith("Host:"))) {
      all.add("Host: 127.0.0.1:" + server.port());
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    all.add("Content-Length: " + bytes.length);
    all.add("Connection: close");
    all.forEach(it -> text.append(it).append("\r\n"));
    OutputStream out = socket.getOutputStream();
    out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.write(bytes);
    out.flush();
  }

  private String post(String path, String body) throws Exception {
    return raw("POST " + path, body.replace('\'', '"'), JSON_TYPE);
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
  }

  private static JsonNode json(String answer) throws Exception {
    return JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
  }

  private static List<JsonNode> events(String answer) throws Exception {
    List<JsonNode> events = new ArrayList<>();
    for (String line : answer.lines().filter(it -> it.startsWith("data: {")).toList()) {
      events.add(JSON.readTree(line.substring("data: ".length())));
    }
    return events;
  }

  @Test
  void answersAChat() throws Exception {
    JsonNode answer = json(post(CHAT, "{'messages':[{'role':'user','content':'When?'}]}"));
    assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
    assertThat(answer.path("model").asText()).isEqualTo("faq-bot");
    JsonNode choice = answer.path("choices").path(0);
    assertThat(choice.at("/message/role").asText()).isEqualTo("assistant");
    assertThat(choice.at("/message/content").asText()).isEqualTo("We open at \"7\".");
    assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
    assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(7);
    assertThat(answer.at("/timings/predicted_per_second").asDouble()).isEqualTo(100);
    assertThat(answer.at("/timings/context_used").asInt()).isEqualTo(7);
    assertThat(asked.remove().messages()).containsExactly(new ChatMessage("user", "When?"));
  }

  @Test
  void streamsAChat() throws Exception {
    String answer =
        post(
            CHAT,
            "{'messages':[{'role':'developer','content':[{'type':'text','text':'Be'},"
                + "{'type':'text','text':' kind.'}]},{'role':'user','content':'When?'}],"
                + "'stream':true,'stream_options':{'include_usage':true}}");
    List<JsonNode> events = events(answer);
    assertThat(events).hasSize(5);
    assertThat(events.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
    StringBuilder text = new StringBuilder();
    events.forEach(it -> text.append(it.at("/choices/0/delta/content").asText()));
    assertThat(text).hasToString("We open at \"7\".");
    assertThat(events.get(2).at("/choices/0/finish_reason").isNull()).isTrue();
    assertThat(events.get(3).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(events.get(3).at("/timings/predicted_n").asInt()).isEqualTo(3);
    assertThat(events.get(4).path("choices")).isEmpty();
    assertThat(events.get(4).at("/usage/prompt_tokens").asInt()).isEqualTo(4);
    assertThat(answer).contains("text/event-stream", "data: [DONE]");
    assertThat(asked.remove().messages().get(0)).isEqualTo(new ChatMessage("system", "Be kind."));
  }

  @Test
  void goesOnFromAText() throws Exception {
    JsonNode answer = json(post(COMPLETION, "{'prompt':'Once','max_tokens':5}"));
    assertThat(answer.path("object").asText()).isEqualTo("text_completion");
    assertThat(answer.at("/choices/0/text").asText()).isEqualTo("We open at \"7\".");
    List<JsonNode> events = events(post(COMPLETION, "{'prompt':'Once','stream':true}"));
    assertThat(events).hasSize(4);
    assertThat(events.get(1).at("/choices/0/text").asText()).isEqualTo("open ");
  }

  @Test
  void takesEveryParameter() throws Exception {
    post(
        COMPLETION,
        "{'prompt':'Once','max_completion_tokens':5,'temperature':0.25,'top_p':0.5,'top_k':7,"
            + "'min_p':0.125,'repeat_penalty':1.5,'repeat_last_n':-1,'presence_penalty':0.75,"
            + "'frequency_penalty':-0.5,'seed':42,'stop':['a','b'],'user':'me','model':'faq-bot',"
            + "'n':1,'logprobs':null,'response_format':{'type':'json_schema',"
            + "'json_schema':{'name':'x','schema':{'type':'object'}}}}");
    assertThat(asked.remove().sampling())
        .isEqualTo(
            new Sampling(
                5,
                0.25,
                0.5,
                7,
                0.125,
                1.5,
                -1,
                0.75,
                -0.5,
                42,
                List.of("a", "b"),
                "{\"type\":\"object\"}"));
  }

  @Test
  void tellsTheDefaultsThatItUses() throws Exception {
    post(COMPLETION, "{'prompt':'Once'}");
    Sampling used = asked.remove().sampling();
    JsonNode info = json(raw("GET /api/info", ""));
    JsonNode told = info.path("defaults");
    assertThat(told.path("temperature").asDouble()).isEqualTo(used.temperature());
    assertThat(told.path("top_p").asDouble()).isEqualTo(used.topP());
    assertThat(told.path("top_k").asInt()).isEqualTo(used.topK());
    assertThat(told.path("min_p").asDouble()).isEqualTo(used.minP());
    assertThat(told.path("repeat_penalty").asDouble()).isEqualTo(used.repeatPenalty());
    assertThat(told.path("repeat_last_n").asInt()).isEqualTo(used.repeatLastN());
    assertThat(told.path("presence_penalty").asDouble()).isEqualTo(used.presencePenalty());
    assertThat(told.path("frequency_penalty").asDouble()).isEqualTo(used.frequencyPenalty());
    assertThat(told.path("max_tokens").asInt()).isEqualTo(used.maxTokens());
    assertThat(told.path("seed").asInt()).isEqualTo(used.seed());
    assertThat(info.path("contextSize").asInt()).isEqualTo(512);
    assertThat(info.at("/model/parameters").asLong()).isEqualTo(115_008);
  }

  @Test
  void listsItsModel() throws Exception {
    assertThat(json(raw("GET /v1/models", "")).at("/data/0/id").asText()).isEqualTo("faq-bot");
    assertThat(json(raw("GET /v1/models/faq-bot", "")).path("object").asText()).isEqualTo("model");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'prompt':'a','temprature':1}              | temprature | no parameter temprature
          {'prompt':'a','temperature':'hot'}         | temperature | from 0 to 10
          {'prompt':'a','top_p':1.5}                 | top_p | from 0 to 1
          {'prompt':'a','top_k':1.5}                 | top_k | whole number
          {'prompt':'a','stream':'yes'}              | stream | true or false
          {'prompt':'a','stop':[1]}                  | stop | list of texts
          {'prompt':'a','n':2}                       | n | one answer
          {'prompt':'a','logprobs':3}                | logprobs | Probabilities
          {'prompt':'a','echo':true}                 | echo | not repeated
          {'prompt':'a','response_format':{'type':'xml'}} | response_format | json_schema
          {'prompt':['a','b']}                       | prompt | one text
          {}                                         | prompt | one text
          {'prompt':'too long'}                      | | 600 tokens
          [1]                                        | | JSON object
          {'prompt'                                  | | no JSON
          """)
  void saysWhatIsWrong(String body, String param, String sentence) throws Exception {
    String answer = post(COMPLETION, body);
    assertThat(status(answer)).isEqualTo(400);
    JsonNode error = json(answer).path("error");
    assertThat(error.path("message").asText()).contains(sentence).endsWith(".");
    assertThat(error.path("param").isNull() ? null : error.path("param").asText()).isEqualTo(param);
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'messages':[]}",
        "{'messages':[{'role':'tool','content':'x'}]}",
        "{'messages':[{'role':'user','content':[{'type':'image_url'}]}]}",
        "{'messages':[{'role':'user','content':'a'}],'tools':[{'type':'function'}]}"
      })
  void refusesWhatAChatCannotHold(String body) throws Exception {
    assertThat(status(post(CHAT, body))).isEqualTo(400);
    assertThat(asked).isEmpty();
  }

  @Test
  void anotherModelsNameIsNotAnsweredByThisOne() throws Exception {
    String answer = post(COMPLETION, "{'prompt':'a','model':'gpt-5'}");
    assertThat(status(answer)).isEqualTo(404);
    assertThat(json(answer).at("/error/code").asText()).isEqualTo("model_not_found");
  }

  @Test
  void aModelWithoutATemplateIsNotChattedWith() throws Exception {
    server.close();
    server = server(null, false);
    String answer = post(CHAT, "{'messages':[{'role':'user','content':'a'}]}");
    assertThat(status(answer)).isEqualTo(400);
    assertThat(json(answer).at("/error/message").asText()).contains("/v1/completions");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: 127.0.0.1",
        "Origin: http://evil.example",
        "Origin: null",
        "Sec-Fetch-Site: cross-site"
      })
  void otherPlacesPagesCannotDriveIt(String header) throws Exception {
    String answer = raw("POST " + COMPLETION, "{\"prompt\":\"a\"}", JSON_TYPE, header);
    assertThat(status(answer)).isEqualTo(403);
    assertThat(asked).isEmpty();
    assertThat(answer).doesNotContain("Access-Control-Allow-Origin");
  }

  @Test
  void itsOwnPageCan() throws Exception {
    String own = "Origin: http://127.0.0.1:" + server.port();
    String same = "Sec-Fetch-Site: same-origin";
    assertThat(status(raw("POST " + COMPLETION, "{\"prompt\":\"a\"}", JSON_TYPE, own, same)))
        .isEqualTo(200);
    String localhost = "Host: LOCALHOST:" + server.port();
    assertThat(status(raw("GET /v1/models", "", localhost))).isEqualTo(200);
  }

  @Test
  void aFormCannotDriveIt() throws Exception {
    String body = "{\"prompt\":\"a\"}";
    assertThat(status(raw("POST " + COMPLETION, body, "Content-Type: text/plain"))).isEqualTo(415);
    assertThat(status(raw("POST " + COMPLETION, body))).isEqualTo(415);
    assertThat(asked).isEmpty();
  }

  @Test
  void forOthersItWantsItsToken() throws Exception {
    server.close();
    server = server("s3cr3t-token", true);
    for (String path : List.of("/v1/models", "/api/info")) {
      assertThat(status(raw("GET " + path, ""))).isEqualTo(401);
      assertThat(status(raw("GET " + path, "", "Authorization: Bearer s3cr3t"))).isEqualTo(401);
      assertThat(status(raw("GET " + path, "", "Authorization: Bearer s3cr3t-token")))
          .isEqualTo(200);
    }
    assertThat(log.toString()).doesNotContain("s3cr3t");
  }

  @Test
  void neverListensToOthersWithoutAToken() throws Exception {
    InetAddress any = InetAddress.getByName("0.0.0.0");
    assertThatThrownBy(
            () -> DevServer.start(any, 0, null, session, null, Clock.systemUTC(), log::add))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void stopsWritingWhenNobodyReads() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String endless = "{\"prompt\":\"endless\",\"stream\":true}";
      send(socket, "POST " + COMPLETION, endless, JSON_TYPE);
      InputStream in = socket.getInputStream();
      assertThat(in.read()).isPositive();
      assertThat(loaded.get(0).ended).isEmpty();
    }
    assertThat(loaded.get(0).ended.poll(20, TimeUnit.SECONDS)).isEqualTo("endless");
    assertThat(status(post(COMPLETION, "{'prompt':'next'}"))).isEqualTo(200);
  }

  @Test
  void loadsTheModelAgainAfterACrash() throws Exception {
    String answer = post(COMPLETION, "{'prompt':'crash'}");
    assertThat(status(answer)).isEqualTo(500);
    assertThat(json(answer).at("/error/message").asText()).startsWith("The engine crashed.");
    assertThat(status(post(COMPLETION, "{'prompt':'next'}"))).isEqualTo(200);
    assertThat(loaded).hasSize(2);
  }

  @Test
  void aCrashInAnAnswerIsAnEventOfIt() throws Exception {
    List<JsonNode> events = events(post(COMPLETION, "{'prompt':'crash later','stream':true}"));
    assertThat(events).hasSize(2);
    assertThat(events.get(1).at("/error/message").asText()).startsWith("The engine crashed.");
  }

  @Test
  void makesEmbeddingsWhereTheEngineCan() throws Exception {
    JsonNode numbers = json(post("/v1/embeddings", "{'input':['a','b']}"));
    assertThat(numbers.path("data")).hasSize(2);
    assertThat(numbers.at("/data/1/embedding/1").asDouble()).isEqualTo(-0.25);
    JsonNode text = json(post("/v1/embeddings", "{'input':'a','encoding_format':'base64'}"));
    assertThat(text.at("/data/0/embedding").asText()).isEqualTo("AAAAPwAAgL4=");
    String cannot = post("/v1/embeddings", "{'input':'cannot'}");
    assertThat(status(cannot)).isEqualTo(400);
    assertThat(json(cannot).at("/error/code").asText()).isEqualTo("unsupported");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /v1/none, 404",
    "GET /../DevServer.class, 404",
    "GET /page/index.html, 404",
    "GET /DevServer.class, 404",
    "GET /v1/completions, 405",
    "DELETE /v1/models, 405"
  })
  void hasNothingElse(String request, int status) throws Exception {
    assertThat(status(raw(request, ""))).isEqualTo(status);
  }

  @Test
  void itsAnswersAreForThisPageOnly() throws Exception {
    assertThat(raw("GET /v1/models", ""))
        .containsIgnoringCase("Content-Security-Policy: default-src 'none'; script-src 'self'")
        .containsIgnoringCase("X-Content-Type-Options: nosniff")
        .containsIgnoringCase("Cross-Origin-Resource-Policy: same-origin");
  }
}
