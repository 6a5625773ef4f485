package io.github.kitrail.inference.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.inference.engine.Completion.FinishReason;
import io.github.kitrail.modelkit.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportsTest {
  private static final Digest DIGEST = Digest.of("weights".getBytes(StandardCharsets.UTF_8));
  private static final String HOSTILE = "a\u0000\u001b[31m\uD800]]>&<b>\uFFFE\n\"é😀";

  private static TestReport report() {
    return Reports.of("acme/faq", results());
  }

  private static SmokeReport results() {
    return new SmokeReport(
        "java-llama.cpp 4.2.0 (llama.cpp b4916)",
        "faq, llama, F16",
        Map.of(Path.of("model", "faq.gguf"), DIGEST),
        List.of(
            new CaseResult("the model loads", "", null, List.of(), null, null, 0.5),
            new CaseResult("good", "p", completion("fine"), List.of(), null, null, 0.25),
            new CaseResult(
                "bad <name>",
                "asked\nthis",
                completion(HOSTILE),
                List.of(
                    new CheckedAssertion("to equal: b", false, 0, 1, "from character 1 on: …"),
                    new CheckedAssertion("to match: c", false, 0, 1, "")),
                null,
                null,
                0.125),
            CaseResult.error("broken", "p", "The model does not answer: the engine crashed.", 1)),
        2);
  }

  private static Completion completion(String text) {
    return new Completion(
        text, 7, 3, Duration.ofMillis(20), Duration.ofMillis(90), FinishReason.LENGTH);
  }

  private static String junit() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JUnitReport.write(report(), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesJUnitXmlThatAnyParserReads() throws Exception {
    Document xml =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(junit().getBytes(StandardCharsets.UTF_8)));
    Element suite = xml.getDocumentElement();
    assertThat(suite.getTagName()).isEqualTo("testsuite");
    assertThat(suite.getAttribute("name")).isEqualTo("acme/faq");
    assertThat(suite.getAttribute("tests")).isEqualTo("4");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("time")).isEqualTo("2.000");
    Element bad = (Element) xml.getElementsByTagName("testcase").item(2);
    assertThat(bad.getAttribute("name")).isEqualTo("bad <name>");
    assertThat(bad.getAttribute("classname")).isEqualTo("acme/faq");
    Element failure = (Element) bad.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("expected to equal: b");
    assertThat(failure.getTextContent())
        .contains("asked:     asked", "expected:  to match: c")
        .contains("a\uFFFD\uFFFD[31m\uFFFD]]>&<b>\uFFFD\n             \"é😀");
    Element error = (Element) xml.getElementsByTagName("error").item(0);
    assertThat(error.getAttribute("message")).contains("the engine crashed");
    assertThat(junit()).contains("name=\"engine\" value=\"java-llama.cpp 4.2.0");
    assertThat(junit()).contains("name=\"digest.faq.gguf\" value=\"" + DIGEST + "\"");
  }

  @Test
  void writesJson() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonReport.write(report(), out);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text).endsWith("}\n").doesNotContain("\r");
    JsonNode json = new ObjectMapper().readTree(text);
    assertThat(json.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(json.path("passed").asInt()).isEqualTo(2);
    assertThat(json.path("failed").asInt()).isEqualTo(2);
    assertThat(json.path("engine").asText()).contains("b4916");
    assertThat(json.path("tokensPerSecond").asDouble())
        .as("two answers, each two tokens after its first one, in 70 ms")
        .isEqualTo(28.6);
    assertThat(json.path("target").asText()).isEqualTo("acme/faq");
    assertThat(json.at("/spec/tests").asInt()).isEqualTo(3);
    assertThat(json.at("/machine/cores").asInt()).isEqualTo(8);
    assertThat(json.at("/files/0/path").asText()).isEqualTo("model/faq.gguf");
    assertThat(json.at("/files/0/name").asText()).isEqualTo("faq.gguf");
    assertThat(json.at("/files/0/digest").asText()).isEqualTo(DIGEST.toString());
    assertThat(json.at("/cases/0/name").asText()).isEqualTo("the model loads");
    assertThat(json.at("/cases/0").has("answer")).isFalse();
    assertThat(json.at("/cases/1/status").asText()).isEqualTo("passed");
    assertThat(json.at("/cases/1/tokens").asInt()).isEqualTo(3);
    assertThat(json.at("/cases/1/promptTokens").asInt()).isEqualTo(7);
    assertThat(json.at("/cases/1/finishReason").asText()).isEqualTo("length");
    assertThat(json.at("/cases/1/firstTokenSeconds").asDouble()).isEqualTo(0.02);
    assertThat(json.at("/cases/2/status").asText()).isEqualTo("failed");
    assertThat(json.at("/cases/2/failures/0/expected").asText()).isEqualTo("to equal: b");
    assertThat(json.at("/cases/2/failures/0/detail").asText()).contains("character 1");
    assertThat(json.at("/cases/2/assertions/0/holds").asBoolean(true)).isFalse();
    assertThat(json.at("/cases/2/assertions/0/weight").asDouble()).isEqualTo(1);
    assertThat(json.at("/cases/2/score").asDouble(1)).isZero();
    assertThat(json.at("/cases/2/answerSeconds").asDouble()).isEqualTo(0.09);
    assertThat(json.at("/cases/2/seconds").asDouble()).isEqualTo(0.125);
    assertThat(json.at("/cases/3/error").asText()).contains("crashed");
  }

  @Test
  void aRegressionIsAFailedTestInJUnit() throws Exception {
    TestReport worse =
        report()
            .comparedWith(
                new Comparison(
                    "acme/faq:1", List.of("\"good\" is gone", "slower"), List.of(), null));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JUnitReport.write(worse, out);
    Document xml =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(out.toByteArray()));
    Element suite = xml.getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("5");
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    Element compared = (Element) xml.getElementsByTagName("testcase").item(4);
    assertThat(compared.getAttribute("name")).isEqualTo("no worse than acme/faq:1");
    assertThat(compared.getTextContent()).isEqualTo("\"good\" is gone\nslower");
  }

  @Test
  void showsLongAnswersShortenedAndControlCharactersHarmless() {
    CaseResult result =
        new CaseResult(
            "long",
            "p",
            completion("\u001b]0;title\u0007" + "x".repeat(5000)),
            List.of(new CheckedAssertion("to contain: y", false, 0, 1, "")),
            null,
            null,
            1);
    assertThat(TextReport.failure(result))
        .contains("characters more)")
        .doesNotContain("\u001b", "\u0007")
        .hasSizeLessThan(1300);
  }

  @Test
  void saysThatAnAnswerIsEmpty() {
    CaseResult result =
        new CaseResult(
            "a",
            "p",
            completion(" \n"),
            List.of(new CheckedAssertion("to contain: y", false, 0, 1, "")),
            null,
            null,
            1);
    assertThat(TextReport.failure(result)).contains("answered:  (nothing)");
  }

  @Test
  void hasNoSpeedWithoutAnAnswerOfTwoTokens() {
    Completion word =
        new Completion(
            "Yes", 7, 1, Duration.ofMillis(20), Duration.ofMillis(20), FinishReason.STOP);
    SmokeReport report =
        new SmokeReport(
            "engine",
            "model",
            Map.of(),
            List.of(
                new CaseResult("the model loads", "", null, List.of(), null, null, 1),
                new CaseResult("short", "p", word, List.of(), null, null, 1)),
            2);
    assertThat(report.tokensPerSecond()).isNull();
  }
}
