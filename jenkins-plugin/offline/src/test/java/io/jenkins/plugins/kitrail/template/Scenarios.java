package io.jenkins.plugins.kitrail.template;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Builds with what their steps answer, in the words of {@code --output json}. */
final class Scenarios {
  static final String DIGEST = "sha256:" + "1".repeat(64);
  static final String RUNNING = "registry.example.com/acme/faq-bot:production";

  private Scenarios() {}

  /** Settings that a user has to give, and some that show that they get where they belong. */
  static Edited ci() {
    return Edited.of("ci")
        .with("credentialsId", "'registry'")
        .with("keyCredentialsId", "'signing-key'")
        .with("passphraseCredentialsId", "'signing-passphrase'");
  }

  static Edited cd() {
    return Edited.of("cd")
        .with("key", "'cosign.pub'")
        .with("promoteTo", "'" + RUNNING + "'")
        .with("approvers", "'ops'")
        .with("credentialsId", "'registry'");
  }

  static Edited ct() {
    return Edited.of("ct")
        .with("running", "'" + RUNNING + "'")
        .with("candidate", "'registry.example.com/acme/faq-bot:candidate'")
        .with("trainAgent", "'linux-gpu'")
        .with("deliveryJob", "'faq-bot-cd'")
        .with("fetch", "'make data'")
        .with("readerCredentialsId", "'registry-reader'")
        .with("trainingTokenCredentialsId", "'data'")
        .with("credentialsId", "'registry'")
        .with("keyCredentialsId", "'signing-key'")
        .with("passphraseCredentialsId", "'signing-passphrase'")
        .with("tlsCa", "'ca.pem'");
  }

  static Build main(Path script) {
    return new Build(script)
        .env("BRANCH_NAME", "main")
        .answer(
            "modelKitRun",
            Map.of("reference", "registry.example.com/acme/faq-bot:1", "digest", DIGEST));
  }

  static Build pullRequest(Path script) {
    return new Build(script).env("BRANCH_NAME", "PR-7").env("CHANGE_ID", "7");
  }

  static Build delivery(Path script) {
    return new Build(script)
        .env("GIT_URL", "https://git.example.com/acme/faq-bot.git")
        .parameter("REFERENCE", "registry.example.com/acme/faq-bot:1.0.0")
        .answer(
            "modelKitVerify",
            Map.of("reference", "registry.example.com/acme/faq-bot@" + DIGEST, "digest", DIGEST))
        .answer("modelKitPromote", Map.of("reference", RUNNING, "digest", DIGEST));
  }

  /**
   * @param changed what is another one now
   * @param running how many tests the running version passes, of three
   * @param candidate how many the new one passes
   */
  static Build training(Path script, List<String> changed, int running, int candidate) {
    return new Build(script)
        .answer("sh", call -> call.text().contains("kitrail chain") ? "chain" : "")
        .answer("fileExists", true)
        .answer("readJSON", call -> record(call, changed, running, candidate))
        .answer(
            "modelKitRun",
            Map.of("reference", "registry.example.com/acme/faq-bot:candidate", "digest", DIGEST));
  }

  private static Object record(Call call, List<String> changed, int running, int candidate) {
    if (call.get("file") != null) {
      int passed = call.get("file").equals(".kitrail/running.json") ? running : candidate;
      return Map.of("passed", passed, "failed", 3 - passed);
    }
    return Map.of(
        "reference", "registry.example.com/acme/faq-bot@" + DIGEST,
        "links", List.of(Map.of("reference", "registry.example.com/acme/base@" + DIGEST)),
        "outdated", !changed.isEmpty(),
        "changes", changed.stream().map(it -> Map.of("what", "dataset", "name", it)).toList());
  }

  /** The builds whose transcripts are kept, by their names. */
  static Build named(String name, Path folder, boolean library) throws IOException {
    Edited edited =
        switch (name) {
          case "ci-pull-request", "ci-main" -> ci();
          case "ci-shards" -> ci().with("shards", "2");
          case "cd-artifact" -> cd();
          case "cd-commit" ->
              cd().with("deliver", "'commit'").with("gitopsCredentialsId", "'gitops'");
          default -> ct();
        };
    Path script = library ? edited.call(folder) : edited.jenkinsfile(folder);
    return switch (name) {
      case "ci-pull-request" -> pullRequest(script);
      case "ci-main", "ci-shards" -> main(script);
      case "cd-artifact", "cd-commit" -> delivery(script);
      case "ct-unchanged" -> training(script, List.of(), 0, 0);
      case "ct-better" -> training(script, List.of("data/faq.jsonl"), 2, 3);
      case "ct-worse" -> training(script, List.of("data/faq.jsonl"), 2, 1);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
