package io.github.kitrail.github;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** Lets github-api ask over the one HTTP stack. It is not given the token, nor any failure. */
record HttpConnector(Exchange exchange) implements GitHubConnector {
  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    InputStream content = request.hasBody() ? request.body() : null;
    byte[] body = content == null ? null : content.readAllBytes();
    URI uri = URI.create(request.url().toString());
    return new Response(request, exchange.send(new Call(request.method(), uri, body)));
  }

  private static final class Response extends GitHubConnectorResponse {
    private final byte[] body;

    Response(GitHubConnectorRequest request, Answer answer) {
      super(request, answer.status(), lists(answer.headers()));
      this.body = answer.body();
    }

    private static Map<String, List<String>> lists(Map<String, String> headers) {
      Map<String, List<String>> lists = new LinkedHashMap<>();
      headers.forEach((name, value) -> lists.put(name, List.of(value)));
      return lists;
    }

    @Override
    public InputStream bodyStream() {
      return new ByteArrayInputStream(body);
    }

    @Override
    public void close() {
      // It was read whole.
    }
  }
}
