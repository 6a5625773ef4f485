package io.github.kitrail.act;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What starts a workflow.
 *
 * @param payload the fields that workflows and actions read, as in <a
 *     href="https://docs.github.com/en/webhooks/webhook-events-and-payloads">GitHub's</a>
 */
record Event(String name, ObjectNode payload) {
  private static final String FORK = "mallory/faq-bot";

  static Event push() {
    return new Event("push", repository().put("ref", "refs/heads/main"));
  }

  static Event pullRequest() {
    return pullRequest(ModelRepository.NAME, false);
  }

  /** Of somebody who may not write to the repository. */
  static Event pullRequestFromAFork() {
    return pullRequest(FORK, true);
  }

  private static Event pullRequest(String from, boolean fork) {
    ObjectNode payload = repository().put("action", "synchronize").put("number", 7);
    ObjectNode request = payload.putObject("pull_request").put("number", 7);
    request.putObject("base").put("ref", "main").set("repo", payload.get("repository").deepCopy());
    request
        .putObject("head")
        .put("ref", "change")
        .putObject("repo")
        .put("full_name", from)
        .put("fork", fork);
    return new Event("pull_request", payload);
  }

  /** By hand, with inputs: names and values in turn. */
  static Event dispatch(String... inputs) {
    ObjectNode payload = repository().put("ref", "refs/heads/main");
    ObjectNode given = payload.putObject("inputs");
    for (int i = 0; i < inputs.length; i += 2) {
      given.put(inputs[i], inputs[i + 1]);
    }
    return new Event("workflow_dispatch", payload);
  }

  static Event schedule() {
    return new Event("schedule", repository().put("schedule", "0 3 * * *"));
  }

  /** Of whatever watches the model. */
  static Event drift(String reason) {
    ObjectNode payload = repository().put("action", "model-drift");
    payload.putObject("client_payload").put("reason", reason);
    return new Event("repository_dispatch", payload);
  }

  private static ObjectNode repository() {
    ObjectNode payload = new ObjectMapper().createObjectNode();
    payload
        .putObject("repository")
        .put("full_name", ModelRepository.NAME)
        .put("default_branch", "main")
        .put("fork", false);
    payload.putObject("sender").put("login", LocalGitHub.ACTOR);
    return payload;
  }

  /** Then GitHub gives no secrets, no identity token and a token that only reads. */
  boolean isFromAFork() {
    return payload.at("/pull_request/head/repo/fork").asBoolean();
  }
}
