package io.github.kitrail.inference.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReportReadTest {
  private static final TestReport REPORT =
      Reports.shard(
          new Shard(1, 2),
          "engine 1",
          Reports.MACHINE,
          List.of(
              Reports.test("good", 0.75, 0.5),
              Reports.passed("elsewhere"),
              CaseResult.error("broken", "ask", "The engine crashed.", 2)));

  private static String json() throws Exception {
    return new String(Reports.json(REPORT), StandardCharsets.UTF_8);
  }

  private static TestReport read(String json) throws KitrailException {
    return JsonReport.read(json.getBytes(StandardCharsets.UTF_8), "one.json");
  }

  @Test
  void readsAllThatIsWritten() throws Exception {
    assertThat(read(json())).isEqualTo(REPORT);
  }

  @Test
  void whatALaterVersionAddedDoesNotMatter() throws Exception {
    assertThat(read(json().replace("\"engine\"", "\"new\" : 1, \"engine\""))).isEqualTo(REPORT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "\"schemaVersion\" : 1 ~ \"schemaVersion\" : 2 ~ a newer kitrail wrote it",
        "\"passed\" : 2 ~ \"passed\" : 3 ~ it counts other tests than it lists",
        "\"status\" : \"error\" ~ \"status\" : \"passed\" ~ what was checked says error",
        "\"score\" : 0.75, ~ \"score\" : 7.5, ~ `cases[1].assertions[0].score` is missing or not",
        "\"holds\" : false ~ \"holds\" : \"no\" ~ `cases[1].assertions[0].holds` is missing or not",
        "\"index\" : 1 ~ \"index\" : 3 ~ `shard.index` is missing or not a whole number from 1 to"
            + " 2",
        "\"path\" : \"model/faq.gguf\" ~ \"path\" : \"../faq.gguf\" ~ is no path of a file below",
        "sha256: ~ sha: ~ is no digest",
        "\"name\" : \"broken\" ~ \"name\" : \"good\" ~ two tests",
        "\"cases\" : [ ~ \"others\" : [ ~ `cases` is missing or not a list",
        "\"spec\" : { ~ \"others\" : { ~ `spec` is missing or not an object",
        "\"stop\" ~ \"tired\" ~ `tired` is no finishReason",
      })
  void whatWasAlteredOrIsSomethingElseIsASentence(String from, String to, String reason)
      throws Exception {
    assertThat(json()).contains(from);
    // An assertion's score is the last one of that value: the first is the test's.
    int at = to.contains("7.5") ? json().lastIndexOf(from) : json().indexOf(from);
    String altered = json().substring(0, at) + to + json().substring(at + from.length());
    assertThatThrownBy(() -> read(altered))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessageContaining("report one.json")
        .hasMessageContaining(reason);
  }

  @Test
  void whatIsNoJsonIsASentence() {
    assertThatThrownBy(() -> read("<testsuite/>"))
        .hasMessageStartingWith("The report one.json cannot be read: ");
  }
}
