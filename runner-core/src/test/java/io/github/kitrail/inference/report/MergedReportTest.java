package io.github.kitrail.inference.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.report.MergedReport.Named;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergedReportTest {
  private static final List<CaseResult> TESTS =
      List.of(
          Reports.passed("a"),
          Reports.test("b", 0, null),
          Reports.passed("c"),
          Reports.passed("d"),
          Reports.passed("e"));

  private static Named shard(int index, int count) {
    return named(Reports.shard(new Shard(index, count), "engine 1", Reports.MACHINE, TESTS));
  }

  private static Named named(TestReport report) {
    return new Named("part-" + report.shard().index() + ".json", report);
  }

  private static void assertRefused(String reason, Named... reports) {
    assertThatThrownBy(() -> MergedReport.of(List.of(reports)))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8})
  void allShardsAreWhatOneMachineWouldHaveWritten(int count) throws Exception {
    List<Named> shards = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      shards.add(shard(i, count));
    }
    Collections.reverse(shards);
    TestReport merged = MergedReport.of(shards);
    TestReport whole = Reports.whole(TESTS.toArray(CaseResult[]::new));
    assertThat(merged.results().cases()).isEqualTo(whole.results().cases());
    assertThat(merged.shard()).isNull();
    assertThat(merged.machine()).isEqualTo(Reports.MACHINE);
    assertThat(merged.results().failed()).isEqualTo(1);
    assertThat(merged.results().seconds()).isEqualTo(1 + (5 + count - 1) / count);
  }

  @Test
  void oneTestThatTheModelLoadsSaysOnWhichShardItDoesNot() throws Exception {
    TestReport second =
        new TestReport(
            "faq",
            new SmokeReport(
                "engine 1",
                "faq, llama",
                shard(2, 2).report().results().files(),
                List.of(
                    CaseResult.error("the model loads", "", "No memory.", 1),
                    CaseResult.error("b", "ask b", "Not asked.", 0),
                    CaseResult.error("d", "ask d", "Not asked.", 0)),
                1),
            shard(2, 2).report().spec(),
            new Shard(2, 2),
            Reports.MACHINE,
            null);
    CaseResult loads =
        MergedReport.of(List.of(shard(1, 2), named(second))).results().cases().get(0);
    assertThat(loads.passed()).isFalse();
    assertThat(loads.error()).isEqualTo("In shard 2/2: No memory.");
  }

  @Test
  void unlikeMachinesAreNoMachine() throws Exception {
    Machine other = new Machine("Linux", "amd64", "Another CPU", 8);
    Named second = named(Reports.shard(new Shard(2, 2), "engine 1", other, TESTS));
    assertThat(MergedReport.of(List.of(shard(1, 2), second)).machine()).isNull();
  }

  @Test
  void aMissingOrDoubledShardIsAnError() {
    assertRefused("The report of shard 2/3, 3/3 is missing", shard(1, 3));
    assertRefused(
        "Shard 2/2 is there twice: part-2.json and part-2.json",
        shard(1, 2),
        shard(2, 2),
        shard(2, 2));
    assertRefused("were split differently", shard(1, 2), shard(2, 3));
    assertRefused("There is no report");
  }

  @Test
  void anotherEngineModelOrSpecIsAnError() {
    assertRefused(
        "part-1.json and part-2.json are not of the same engine: engine 1, and engine 2",
        shard(1, 2),
        named(Reports.shard(new Shard(2, 2), "engine 2", Reports.MACHINE, TESTS)));
    assertRefused(
        "are not of the same smoke tests: 5 of smoke.yaml ",
        shard(1, 2),
        named(Reports.shard(new Shard(2, 2), "engine 1", Reports.MACHINE, TESTS.subList(0, 4))));
    SmokeReport results = shard(2, 2).report().results();
    SmokeReport garbled =
        new SmokeReport(
            results.engine(),
            results.model(),
            Map.of(Path.of("model", "faq.gguf"), Digest.of(new byte[1])),
            results.cases(),
            1);
    assertRefused(
        "are not of the same model: ",
        shard(1, 2),
        named(
            new TestReport(
                "faq",
                garbled,
                shard(1, 2).report().spec(),
                new Shard(2, 2),
                Reports.MACHINE,
                null)));
  }

  /** Each could hide a test that failed. */
  @Test
  void aShardWithoutItsTestsIsAnError() {
    TestReport second = shard(2, 2).report();
    List<CaseResult> cases = second.results().cases();
    assertRefused(
        "does not have the tests of shard 2/2", shard(1, 2), with(second, cases.subList(0, 2)));
    assertRefused(
        "does not have the tests of shard 2/2",
        shard(1, 2),
        with(second, List.of(cases.get(0), Reports.passed("a"), cases.get(2))));
    assertRefused(
        "does not have the tests of shard 2/2",
        shard(1, 2),
        with(second, List.of(Reports.passed("x"), cases.get(1), cases.get(2))));
  }

  private static Named with(TestReport report, List<CaseResult> cases) {
    SmokeReport results = report.results();
    return named(
        new TestReport(
            report.target(),
            new SmokeReport(
                results.engine(), results.model(), results.files(), cases, results.seconds()),
            report.spec(),
            report.shard(),
            report.machine(),
            null));
  }
}
