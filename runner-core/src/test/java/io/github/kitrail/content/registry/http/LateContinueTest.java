package io.github.kitrail.content.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.content.registry.RegistryOptions;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that says "100 Continue" when the body is on its way already, or refuses then. */
class LateContinueTest {
  private static final int SIZE = 16 * 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Longer than the client waits, and in time. */
  @ParameterizedTest
  @ValueSource(ints = {1500, 0})
  void theWholeBodyIsSent(int pause) throws Exception {
    assertThat(upload(pause, "HTTP/1.1 100 Continue\r\nServer: slow\r\n\r\n", SIZE))
        .isEqualTo("201 of " + SIZE);
  }

  @Test
  void aRefusalInMidUploadIsSeen() throws Exception {
    String answer = upload(0, "HTTP/1.1 100 Continue\r\n\r\n", SIZE / 4);
    assertThat(answer).startsWith("413 of ");
    assertThat(Integer.parseInt(answer.substring("413 of ".length()))).isLessThan(SIZE);
  }

  /**
   * @param enough how many bytes the server takes before it answers
   * @return the status, and how many bytes were taken in all
   */
  private static String upload(int pause, String interim, int enough) throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Http http = new Http(RegistryOptions.builder().build().http())) {
      Future<Integer> taken = threads.submit(serve(listener, pause, interim, enough));
      URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/upload");
      HttpCall call =
          HttpCall.of("PUT", uri).with(RequestBody.of(new byte[SIZE])).patient(PATIENCE);
      int status;
      try (HttpAnswer answer = http.send(call)) {
        status = answer.status();
      }
      return status + " of " + taken.get();
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Integer> serve(
      ServerSocket listener, int pause, String interim, int enough) {
    return () -> {
      try (Socket socket = listener.accept()) {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        readHead(in);
        Thread.sleep(pause);
        say(socket, interim);
        int taken = in.readNBytes(enough).length;
        say(
            socket,
            (enough == SIZE ? "HTTP/1.1 201 Created" : "HTTP/1.1 413 Too Large")
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        drain(in);
        return taken;
      }
    };
  }

  /** Closing with bytes unread would cut the connection, and the answer with it. */
  private static void drain(InputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The client has what it wants.
    }
  }

  private static void readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    assertThat(head.toString()).contains("Expect: 100-continue");
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }
}
