package io.github.kitrail.content.registry;

import static io.github.kitrail.content.registry.TestRegistries.TYPE;
import static io.github.kitrail.content.registry.TestRegistries.bytes;
import static io.github.kitrail.content.registry.TestRegistries.pending;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.kitrail.modelkit.Descriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry as crane serves it: what is streamed to it stays in its memory until the end. */
class HeldInMemoryTest {
  private static final byte[] LARGE = bytes(9 * 1024 * 1024);

  private final List<String> requests = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int length = exchange.getRequestBody().readAllBytes().length;
      String method = exchange.getRequestMethod();
      requests.add(method + " " + length);
      if (method.equals("POST") || method.equals("PATCH")) {
        exchange
            .getResponseHeaders()
            .set("Location", "/v2/acme/faq/blobs/uploads/5577006791947779410");
      }
      int status =
          switch (method) {
            case "POST", "PATCH" -> 202;
            case "PUT" -> 201;
            default -> 404;
          };
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private Descriptor push(UploadMode mode) throws Exception {
    String host = "127.0.0.1:" + server.getAddress().getPort();
    try (Registries registries =
        new Registries(TestRegistries.options().upload(mode).build(), c -> null)) {
      return registries.repository(host, "acme/faq").write(pending(LARGE, LARGE.length));
    }
  }

  @Test
  void getsLargeContentWithItsDigest() throws Exception {
    assertThat(push(UploadMode.AUTO)).isEqualTo(Descriptor.of(TYPE, LARGE));
    assertThat(requests).contains("PUT " + LARGE.length).noneMatch(it -> it.startsWith("PATCH"));
  }

  @Test
  void isStreamedToWhenThatIsAskedFor() throws Exception {
    assertThat(push(UploadMode.STREAMED)).isEqualTo(Descriptor.of(TYPE, LARGE));
    assertThat(requests).contains("PATCH " + LARGE.length, "PUT 0");
  }
}
