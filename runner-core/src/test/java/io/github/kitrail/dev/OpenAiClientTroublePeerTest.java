package io.github.kitrail.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What OpenAI's client library makes of a server that wants a token, and of an engine that
 * misbehaves. The token is asked for on loopback here: no test listens to other machines.
 */
@Tag("peer")
@Timeout(60)
class OpenAiClientTroublePeerTest {
  private static final String TOKEN = "the-token-of-this-start";
  private static final String COMPLETION = "completions.create";

  private final BlockingQueue<ScriptedSession> loaded = new LinkedBlockingQueue<>();
  private ModelSession session;
  private DevServer server;

  @BeforeEach
  void start() throws Exception {
    session =
        ModelSession.open(
            () -> {
              ScriptedSession engine = new ScriptedSession(new LinkedBlockingQueue<>());
              loaded.add(engine);
              return engine;
            });
    server =
        DevServer.start(
            InetAddress.getLoopbackAddress(),
            0,
            TOKEN,
            session,
            ScriptedSession.model(true),
            Clock.systemUTC(),
            line -> {});
  }

  @AfterEach
  void end() {
    server.close();
    session.close();
  }

  private OpenAiClient client(String key) throws Exception {
    return OpenAiClient.of("http://127.0.0.1:" + server.port() + "/", key);
  }

  private static String asked(String prompt, boolean stream) {
    return "{'model':'faq-bot','stream':" + stream + ",'prompt':'" + prompt + "'}";
  }

  @Test
  void sendsTheTokenAsItsKey() throws Exception {
    try (OpenAiClient wrong = client("another-token");
        OpenAiClient right = client(TOKEN)) {
      JsonNode refused = wrong.call("models.list", "{}");
      assertThat(refused.path("error").asText()).isEqualTo("AuthenticationError");
      assertThat(refused.path("status").asInt()).isEqualTo(401);
      assertThat(refused.path("code").asText()).isEqualTo("invalid_api_key");
      assertThat(refused.path("message").asText())
          .contains("kitrail dev start")
          .doesNotContain(TOKEN);
      JsonNode written = wrong.call(COMPLETION, asked("Once", true));
      assertThat(written.path("error").asText()).isEqualTo("AuthenticationError");
      assertThat(loaded.element().asked).isEmpty();
      JsonNode answer = right.call(COMPLETION, asked("Once", false));
      assertThat(answer.at("/value/choices/0/text").asText()).isEqualTo("We open at \"7\".");
    }
  }

  @Test
  void hearsOfACrashBeforeAndWithinAnAnswer() throws Exception {
    try (OpenAiClient client = client(TOKEN)) {
      for (boolean stream : new boolean[] {false, true}) {
        JsonNode crashed = client.call(COMPLETION, asked("crash", stream));
        assertThat(crashed.path("error").asText()).isEqualTo("InternalServerError");
        assertThat(crashed.path("message").asText()).contains("The engine crashed.");
      }
      JsonNode later = client.call(COMPLETION, asked("crash later", true));
      assertThat(later.path("error").asText()).isEqualTo("APIError");
      assertThat(later.path("message").asText()).contains("The engine crashed.");
      JsonNode next = client.call(COMPLETION, asked("Once", false));
      assertThat(next.at("/value/choices/0/text").asText()).isEqualTo("We open at \"7\".");
    }
    assertThat(loaded).hasSize(4);
  }

  @Test
  void endsTheWritingWhenItStopsListening() throws Exception {
    try (OpenAiClient client = client(TOKEN)) {
      JsonNode begun = client.some(3, COMPLETION, asked("endless", true));
      assertThat(begun.path("chunks")).hasSize(3);
      assertThat(loaded.element().ended.poll(20, TimeUnit.SECONDS)).isEqualTo("endless");
    }
  }
}
