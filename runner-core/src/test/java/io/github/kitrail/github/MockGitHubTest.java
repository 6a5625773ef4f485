package io.github.kitrail.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mock takes what GitHub's description allows, and nothing else: so it tells the truth. */
@Tag("peer")
class MockGitHubTest {
  private static final String CHECK =
      "{\"name\": \"c\", \"head_sha\": \"abc\", \"status\": \"completed\", \"conclusion\": \"success\"}";

  private MockGitHub gitHub;

  @BeforeEach
  void start() throws Exception {
    gitHub = MockGitHub.start();
  }

  @AfterEach
  void stop() {
    if (gitHub != null) {
      gitHub.close();
    }
  }

  @Test
  void whatIsRightIsAnsweredByTheExample() throws Exception {
    HttpResponse<String> answer = send("POST", "/repos/acme/faq/check-runs", CHECK);
    assertThat(gitHub.wrong()).isEmpty();
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(new ObjectMapper().readTree(answer.body()).path("id").isNumber()).isTrue();
    assertThat(gitHub.received("checks/create").get(0).path()).containsEntry("repo", "faq");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "POST; /repos/acme/faq/checks; {}; is no operation of GitHub's",
        "PUT; /repos/acme/faq/check-runs; {}; is no operation of GitHub's",
        "POST; /repos/acme/faq/check-runs; {\"name\": \"c\", \"status\": \"queued\"}; head_sha",
        "POST; /repos/acme/faq/check-runs; {\"name\": 7, \"head_sha\": \"abc\", \"status\": \"queued\"}; name",
        "POST; /repos/acme/faq/check-runs; {\"name\": \"c\", \"head_sha\": \"a\", \"status\": \"queued\", \"titel\": \"t\"}; the field titel is not known",
        "POST; /repos/acme/faq/statuses/abc; {\"state\": \"passed\"}; state",
        "POST; /repos/acme/faq/deployments/1/statuses; {\"state\": \"in-progress\"}; state",
        "POST; /repos/acme/faq/issues/1/comments; {}; body",
        "POST; /repos/acme/faq/issues/1/comments; `<>`; a body is expected",
        "POST; /repos/acme/faq/issues/one/comments; {\"body\": \"x\"}; path parameter issue_number",
        "GET; /repos/acme/faq/issues/1/comments?page=two; `<>`; query parameter page",
        "GET; /repos/acme/faq/issues/1/comments?pages=2; `<>`; query parameter pages is not known",
        "POST; /repos/acme/faq/attestations; {\"bundle\": \"x\"}; bundle",
      })
  void whatIsWrongIsRefused(String method, String path, String body, String problem)
      throws Exception {
    HttpResponse<String> answer = send(method, path, body.equals("<>") ? "" : body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(gitHub.wrong()).hasSize(1);
    assertThat(gitHub.wrong().get(0)).contains(problem);
    assertThat(gitHub.received()).isEmpty();
  }

  @Test
  void fiftyOneAnnotationsAreTooMany() throws Exception {
    ObjectNode check = (ObjectNode) new ObjectMapper().readTree(CHECK);
    ObjectNode output = check.putObject("output").put("title", "t").put("summary", "s");
    ArrayNode annotations = output.putArray("annotations");
    for (int i = 0; i < 50; i++) {
      annotations
          .addObject()
          .put("path", "a")
          .put("start_line", 1)
          .put("end_line", 1)
          .put("annotation_level", "failure")
          .put("message", "m");
    }
    assertThat(send("POST", "/repos/acme/faq/check-runs", check.toString()).statusCode())
        .isEqualTo(201);
    annotations.add(annotations.get(0));
    send("POST", "/repos/acme/faq/check-runs", check.toString());
    assertThat(gitHub.wrong().toString()).contains("annotations");
  }

  @Test
  void withoutTheTokenNothingIsAnswered() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gitHub.url() + "/repos/acme/faq")).build();
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(gitHub.wrong().toString()).contains("the header Authorization");
  }

  @Test
  void anAnswerThatGitHubWouldNotGiveIsNotGiven() throws Exception {
    JsonNode example = gitHub.example("GET", "/repos/acme/faq/issues/1/comments");
    ((ObjectNode) example.get(0)).put("id", "one");
    gitHub.answer("issues/list-comments", Reply.with(example));
    send("GET", "/repos/acme/faq/issues/1/comments", "");
    assertThat(gitHub.wrong().toString()).contains("would be none", "id");
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gitHub.url() + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + MockGitHub.TOKEN)
            .header("Accept", "application/vnd.github+json")
            .header("X-GitHub-Api-Version", "2022-11-28")
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
