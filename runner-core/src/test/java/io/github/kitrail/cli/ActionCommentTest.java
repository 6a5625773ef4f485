package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.operations.Diff;
import io.github.kitrail.operations.LayerSummary;
import io.github.kitrail.operations.ListAttestations;
import io.github.kitrail.operations.TestClaim;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActionCommentTest {
  private static final String EVIL = "@everyone <img src=x> [x](http://evil.example) --> a|b #1";

  @Test
  void layersAreComparedByTheirNames() {
    Diff.Result diff =
        new Diff.Result(
            "a",
            "b",
            false,
            false,
            true,
            List.of(layer("same", 100)),
            List.of(layer("model.gguf", 1024), layer("old.md", 7)),
            List.of(layer("model.gguf", 3072), layer("new.md", 7)));
    LayerChanges changes = LayerChanges.of(diff);
    assertThat(changes.same()).isEqualTo(1);
    assertThat(changes.before()).isEqualTo(1131);
    assertThat(changes.after()).isEqualTo(3179);
    assertThat(comment(new BaseComparison("base", diff, null, null, null), null))
        .contains("| <code>model.gguf</code> | 1.0 KiB | 3.0 KiB | changed, +2.0 KiB |")
        .contains("| <code>new.md</code> |  | 7 B | new |")
        .contains("| <code>old.md</code> | 7 B |  | gone |")
        .contains("1 layers are the same. In all 3.1 KiB, +2.0 KiB.");
  }

  /** Of two layers with one name each is compared once. */
  @Test
  void twoLayersOfOneNameAreTwo() {
    Diff.Result diff =
        new Diff.Result(
            "a",
            "b",
            false,
            true,
            true,
            List.of(),
            List.of(layer("data", 1), layer("data", 2)),
            List.of(layer("data", 3)));
    assertThat(LayerChanges.of(diff).changes())
        .extracting(it -> it.after() == null ? 0 : it.after().size())
        .containsExactly(3L, 0L);
  }

  @Test
  void testsAreComparedWithWhatIsAttested() {
    ListAttestations.Result before =
        evidence(
            claim(List.of("a", "b", "gone"), List.of("c")),
            // A failure in any of them counts.
            claim(List.of("c"), List.of("b")));
    ListAttestations.Result after = evidence();
    assertThat(
            comment(
                new BaseComparison("base", null, before, after, null),
                tests(Map.of("a", false, "b", true, "c", true, "d", true))))
        .contains("**3 smoke tests passed, 1 failed**")
        .contains("The base's test result says: 2 passed, 2 failed (read, not verified).")
        .contains("Fails now: <code>a</code>\n", "New: <code>d</code>\n")
        .contains("Gone: <code>gone</code>\n")
        .containsPattern("Passes now: <code>[bc]</code>, <code>[bc]</code>\n")
        .contains("| <code>https://in-toto.io/attestation/test-result/v0.1</code> | 2 | 0 |");
  }

  /** Of an asset, or of something else: that tells nothing about the ModelKit. */
  @Test
  void aTestResultOfSomethingElseIsNone() {
    ListAttestations.Entry other =
        new ListAttestations.Entry(
            "t",
            "sha256:1",
            "datasets:train",
            null,
            false,
            "",
            null,
            claim(List.of("a"), List.of()));
    ListAttestations.Result result = new ListAttestations.Result("r", "d", List.of(other));
    assertThat(TestNames.attested(result)).isNull();
  }

  @Test
  void whateverIsNotThereIsSaid() {
    assertThat(comment(new BaseComparison("base", null, evidence(), null, null), null))
        .contains("The base has no attested test result.")
        .doesNotContain("| Layer |", "smoke tests passed");
    assertThat(comment(BaseComparison.none(""), null)).contains("Nothing was compared.");
  }

  @Test
  void noNameIsMarkdownOrCallsAnybody() {
    Diff.Result diff =
        new Diff.Result("a", "b", false, true, true, List.of(), List.of(), List.of(layer(EVIL, 3)));
    String comment =
        ActionComment.of(
                Action.RUN,
                EVIL,
                new ActionOutcome(result(tests(Map.of(EVIL, false))), List.of(EVIL), List.of()),
                new BaseComparison(
                    EVIL,
                    diff,
                    evidence(claim(List.of(EVIL + "2"), List.of())),
                    evidence(claim(List.of(), List.of(EVIL))),
                    null),
                null)
            .toString();
    assertThat(comment).contains("everyone").doesNotContain("<img", "](", "-->", "a|b");
    assertThat(comment.replaceAll("<code>.*?</code>", ""))
        .doesNotContain("@everyone", "http://", " #1");
  }

  @Test
  void manyNamesAreCounted() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      names.add("t" + i);
    }
    assertThat(
            comment(
                new BaseComparison(
                    "base", null, evidence(claim(names, List.of())), evidence(), null),
                tests(Map.of("a", true))))
        .contains("<code>t49</code> and 20 more")
        .doesNotContain("<code>t50</code>");
  }

  private static String comment(
      BaseComparison comparison, io.github.kitrail.operations.Test.Summary tests) {
    ActionOutcome outcome =
        new ActionOutcome(tests == null ? null : result(tests), List.of(), List.of());
    return ActionComment.of(Action.TEST, "faq-bot", outcome, comparison, null).toString();
  }

  private static ActionResult result(io.github.kitrail.operations.Test.Summary tests) {
    return new ActionResult("none", null, null, tests, null, List.of());
  }

  private static io.github.kitrail.operations.Test.Summary tests(Map<String, Boolean> passed) {
    List<io.github.kitrail.operations.Test.Case> cases = new ArrayList<>();
    passed.forEach(
        (name, good) ->
            cases.add(
                new io.github.kitrail.operations.Test.Case(
                    name,
                    good ? "passed" : "failed",
                    0,
                    null,
                    good ? null : "no",
                    good ? 1 : 0,
                    null)));
    int failed = Collections.frequency(List.copyOf(passed.values()), false);
    return new io.github.kitrail.operations.Test.Summary(
        "engine", passed.size() - failed, failed, null, cases, List.of(), null, null, null);
  }

  private static LayerSummary layer(String path, long size) {
    return new LayerSummary("type", "sha256:" + path + size, size, path);
  }

  private static TestClaim claim(List<String> passed, List<String> failed) {
    return new TestClaim(failed.isEmpty() ? "PASSED" : "FAILED", passed, List.of(), failed);
  }

  private static ListAttestations.Result evidence(TestClaim... claims) {
    List<ListAttestations.Entry> entries = new ArrayList<>();
    for (TestClaim claim : claims) {
      entries.add(
          new ListAttestations.Entry(
              "https://in-toto.io/attestation/test-result/v0.1",
              "sha256:1",
              "modelkit",
              null,
              false,
              "",
              null,
              claim));
    }
    return new ListAttestations.Result("r", "d", entries);
  }
}
