package io.github.kitrail.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The pull request that a workflow runs for, by the event's own file, which the runner writes.
 *
 * @param number as people call it
 * @param headSha the commit that it would merge; empty when the file does not say
 * @param fromFork whether that commit is of another repository
 * @see <a
 *     href="https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request">pull_request</a>
 */
public record PullRequest(int number, String headSha, boolean fromFork) {
  /** Empty when the event is about none, or its file cannot be read. */
  public static Optional<PullRequest> of(Map<String, String> env) {
    String event = env.getOrDefault("GITHUB_EVENT_PATH", "");
    if (event.isBlank()) {
      return Optional.empty();
    }
    JsonNode request;
    try {
      request = new ObjectMapper().readTree(Path.of(event).toFile()).path("pull_request");
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
    if (!request.isObject()) {
      return Optional.empty();
    }
    // A fork that was deleted has no repository any more.
    String head = request.at("/head/repo/full_name").asText("");
    return Optional.of(
        new PullRequest(
            request.path("number").asInt(),
            request.at("/head/sha").asText(""),
            !head.equals(env.get("GITHUB_REPOSITORY"))));
  }
}
