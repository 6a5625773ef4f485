package io.github.kitrail.github;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.registry.http.Http;
import io.github.kitrail.content.registry.http.HttpAnswer;
import io.github.kitrail.content.registry.http.HttpCall;
import io.github.kitrail.content.registry.http.Origin;
import io.github.kitrail.content.registry.http.RequestBody;
import io.github.kitrail.content.registry.http.RetryAfter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests to GitHub's REST API over the one HTTP stack. The token goes to the API's own host only,
 * wherever an answer leads.
 */
final class Exchange implements AutoCloseable {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);
  private static final int MAX_REDIRECTS = 3;
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  private final GitHubAccess access;
  private final Http http;
  private final Limits limits;
  private final Patience patience;
  private @Nullable Refusal unreachable;

  Exchange(GitHubAccess access, Http http, Limits limits, Patience patience) {
    this.access = access;
    this.http = http;
    this.limits = limits;
    this.patience = patience;
  }

  /**
   * Sends a request, again when it may pass.
   *
   * @return a success
   * @throws Refusal for everything else
   */
  Answer send(Call call) throws IOException {
    for (int tried = 1; ; tried++) {
      Answer answer = following(call);
      if (answer.status() < 300) {
        return answer;
      }
      Duration pause = limits.pause(answer, tried, call.isRepeatable());
      if (pause == null || !patience.spend(pause)) {
        throw refusal(answer, tried);
      }
    }
  }

  private Answer following(Call call) throws IOException {
    Call next = call;
    for (int hops = 0; ; hops++) {
      Answer answer = reached(next);
      String location = answer.header(Answer.LOCATION);
      if (!REDIRECTS.contains(answer.status()) || location.isEmpty()) {
        return answer;
      }
      if (hops == MAX_REDIRECTS) {
        throw new Refusal(answer.status(), false, "", "GitHub redirects too often");
      }
      // A repository that was renamed. The method stays: GitHub asks to send the same again.
      next = next.at(Http.resolve(next.uri(), location));
    }
  }

  private Answer reached(Call call) throws IOException {
    if (unreachable != null) {
      throw unreachable;
    }
    requireOwnHost(call.uri());
    try {
      return once(call);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException | KitrailException e) {
      // The next request would wait as long and find nobody, either.
      unreachable = new Refusal(0, false, "", "GitHub cannot be asked: " + e.getMessage());
      unreachable.initCause(e);
      throw unreachable;
    }
  }

  private void requireOwnHost(URI uri) throws Refusal {
    if (!Origin.of(uri).equals(Origin.of(access.api()))) {
      throw new Refusal(
          0,
          false,
          "",
          "GitHub's answer leads to " + Origin.of(uri) + ", and the token is for nobody else");
    }
  }

  private Answer once(Call call) throws IOException, KitrailException {
    HttpCall request =
        HttpCall.of(call.method(), call.uri())
            .patient(LONGEST_SILENCE)
            .with("Authorization", "Bearer " + access.token())
            .with("Accept", "application/vnd.github+json")
            .with("X-GitHub-Api-Version", "2022-11-28");
    if (call.body() != null) {
      request = request.with("Content-Type", "application/json").with(RequestBody.of(call.body()));
    }
    try (HttpAnswer answer = http.send(request)) {
      return Answer.of(answer, RetryAfter.of(answer));
    }
  }

  private Refusal refusal(Answer answer, int tried) {
    String accepted = answer.header(Answer.ACCEPTED);
    if (Limits.isReached(answer)) {
      return new Refusal(answer.status(), true, accepted, limits.inWords(answer));
    }
    String said = answer.message();
    String message =
        "GitHub answered "
            + answer.status()
            + (said.isEmpty() ? "" : " (" + said + ")")
            + (tried == 1 || answer.status() < 500 ? "" : ", " + tried + " times");
    return new Refusal(answer.status(), false, accepted, message);
  }

  @Override
  public void close() {
    http.close();
  }
}
