package io.github.kitrail.dev.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.Peers;
import io.github.kitrail.inference.engine.CompletionRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page's chat templates put a conversation together as a real llama-server's own do. */
class TemplatesPagePeerTest extends PagePeerTest {
  private static final String MODEL = "../examples/faq-bot/model/faq-bot.gguf";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "chatml, <|im_end|>",
    "llama3, <|eot_id|>",
    "gemma, <end_of_turn>",
    "mistral-v1, </s>",
    "phi3, <|end|>",
    "vicuna, </s>"
  })
  void theTextIsThatOfLlamaServer(String template, String end) throws Exception {
    Peers.program("llama-server");
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      choose(tab, template);
      say(tab, " Hi there ");
      CompletionRequest first = page.model().asked();
      tab.fill("#system", "Be kind.");
      say(tab, "Bye");
      CompletionRequest second = page.model().asked();
      assertThat(first.sampling().stop()).startsWith(end);
      String system = "{\"role\":\"system\",\"content\":\"Be kind.\"},";
      String hi = "{\"role\":\"user\",\"content\":\"Hi there\"}";
      String more =
          ",{\"role\":\"assistant\",\"content\":\"Yes, indeed.\"},{\"role\":\"user\",\"content\":\"Bye\"}";
      try (OpenServer server = new OpenServer(template, folder.resolve("log"))) {
        assertThat(first.prompt()).isEqualTo(server.apply(hi));
        assertThat(second.prompt()).isEqualTo(server.apply(system + hi + more));
      }
    }
  }

  private static void choose(Tab tab, String template) throws Exception {
    tab.evaluate(
        "(() => { const it = document.querySelector('#template'); it.value = '"
            + template
            + "'; it.dispatchEvent(new Event('change')); })()");
    assertThat(tab.evaluate("document.querySelector('#template').value").asText())
        .isEqualTo(template);
  }

  /** A llama-server with one of its own templates. */
  private static final class OpenServer implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    OpenServer(String template, Path log) throws Exception {
      int port;
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = socket.getLocalPort();
      }
      address = URI.create("http://127.0.0.1:" + port + "/");
      process =
          new ProcessBuilder(
                  Peers.program("llama-server").toString(),
                  "--no-jinja",
                  "--chat-template",
                  template,
                  "--model",
                  MODEL,
                  "--ctx-size",
                  "256",
                  "--host",
                  "127.0.0.1",
                  "--port",
                  String.valueOf(port))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      while (!isReady()) {
        assertThat(process.isAlive()).isTrue();
        Thread.sleep(50);
      }
    }

    private boolean isReady() throws InterruptedException {
      try {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("health")).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException e) {
        return false;
      }
    }

    String apply(String messages) throws Exception {
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve("apply-template"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"messages\":[" + messages + "]}"))
              .build();
      return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .path("prompt")
          .asText();
    }

    @Override
    public void close() throws InterruptedException {
      process.destroy();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }
}
