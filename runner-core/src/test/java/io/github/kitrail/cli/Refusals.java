package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that look at evidence, and what they must say about a forged piece.
 *
 * @param verifying the options that say whose signatures count
 * @param policy for the gate; asks for a signature
 */
record Refusals(CommandRun.Shell shell, List<String> verifying, Path policy) {

  /** The same with another policy. */
  Refusals under(Path other) {
    return new Refusals(shell, verifying, other);
  }

  /** Nobody believes the only piece of evidence, and each says why. */
  void refuse(String reference, String sentence) throws Exception {
    assertThat(denied("verify", reference).err()).contains(reference, sentence);
    assertThat(gate(reference).out()).contains("FAIL signature", sentence);
    CommandRun listed = run("attestations", reference, "--output", "json");
    assertThat(listed.status()).as(listed.err()).isZero();
    JsonNode pieces = listed.json().path("attestations");
    assertThat(pieces).hasSize(1);
    assertThat(pieces.path(0).path("verified").asBoolean(true)).isFalse();
    assertThat(pieces.path(0).path("status").asText()).contains(sentence);
  }

  /** The list itself is refused, by all of them. */
  void refuseToList(String reference, String sentence) {
    for (String command : List.of("verify", "attestations")) {
      assertThat(denied(command, reference).err()).contains(sentence);
    }
    assertThat(denied("gate", reference, "--policy", policy.toString()).err()).contains(sentence);
  }

  /** It ends with 3, without a word of Java. */
  CommandRun denied(String... words) {
    CommandRun run = run(words);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(3);
    assertThat(run.err()).doesNotContain("Exception", "\tat ");
    return run;
  }

  CommandRun gate(String reference) {
    return denied("gate", reference, "--policy", policy.toString());
  }

  CommandRun run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(verifying);
    all.add("--plain-http");
    return shell.run(all.toArray(new String[0]));
  }
}
