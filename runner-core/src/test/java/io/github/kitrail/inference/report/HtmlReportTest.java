package io.github.kitrail.inference.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.inference.engine.Completion;
import io.github.kitrail.inference.engine.Completion.FinishReason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final String HOSTILE =
      "</pre><script>alert(1)</script><img src=x onerror=alert(1)>\"' &amp; \u0000\u202e";

  private static String html(TestReport report) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HtmlReport.write(report, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Everything that somebody else can choose. */
  private static TestReport hostile() {
    Completion answer =
        new Completion(
            HOSTILE, 7, 3, Duration.ofMillis(20), Duration.ofMillis(90), FinishReason.LENGTH);
    CaseResult test =
        new CaseResult(
            HOSTILE,
            HOSTILE,
            answer,
            List.of(new CheckedAssertion(HOSTILE, false, 0, 1, HOSTILE)),
            0.5,
            HOSTILE,
            1);
    TestReport plain = Reports.whole(test);
    SmokeReport results =
        new SmokeReport(HOSTILE, HOSTILE, plain.results().files(), plain.results().cases(), 1);
    return new TestReport(
        HOSTILE,
        results,
        new TestedSpec(HOSTILE, Reports.SPEC, 1),
        null,
        new Machine(HOSTILE, HOSTILE, HOSTILE, 2),
        new Comparison(HOSTILE, List.of(HOSTILE), List.of(HOSTILE), null));
  }

  @Test
  void showsWhatWasAskedExpectedAndAnsweredAndHowLongItTook() throws Exception {
    String page = html(Reports.whole(Reports.passed("capital"), Reports.test("river", 0.25, 0.5)));
    assertThat(page)
        .contains("<h1>faq</h1>", "2 passed, 1 failed")
        .contains("<pre class=\"prompt\">ask river</pre>")
        .contains("<pre class=\"answer\">answer to river</pre>")
        .contains("Scored 0.25, and 0.5 is enough.", "to be good")
        .contains("all after 1000.0 ms; 100.0 tokens/s; ended with stop")
        .contains("engine 1", "Example CPU (amd64), 8 cores, Linux", "faq.gguf");
    assertThat(page.split("<article class=\"passed\"", -1)).hasSize(3);
    assertThat(page.split("<article class=\"failed\"", -1)).hasSize(2);
  }

  @Test
  void plotsTimeAndSpeedOfEachAnswer() throws Exception {
    String page = html(Reports.whole(Reports.passed("capital"), Reports.test("river", 0, null)));
    assertThat(page.split("<svg ", -1)).hasSize(3);
    assertThat(page.split("<rect class=\"good\"", -1)).hasSize(3);
    assertThat(page.split("<rect class=\"bad\"", -1)).hasSize(3);
    assertThat(page)
        .contains("<a href=\"#test-3\">", "id=\"test-3\"")
        .contains("<title>river: 1.0 s</title>", "<title>river: 100 /s</title>");
    assertThat(html(Reports.whole())).doesNotContain("<svg");
  }

  @Test
  void whatAModelWritesIsText() throws Exception {
    String page = html(hostile());
    // What an attacker wants is neither in the text nor in an attribute nor in the title.
    assertThat(page).doesNotContain("<script", "<img", "\u0000", "</pre><");
    assertThat(page)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&quot;&#39; &amp;amp; \uFFFD");
  }

  @Test
  void needsNothingFromElsewhereAndLetsNothingRun() throws Exception {
    String page = html(hostile());
    assertThat(
            Pattern.compile("(?i)(src|href|action)=\"(?!#)|url\\(|@import|<link")
                .matcher(page)
                .find())
        .isFalse();
    Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(page);
    assertThat(style.find()).isTrue();
    byte[] sha256 =
        MessageDigest.getInstance("SHA-256")
            .digest(style.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(page)
        .contains(
            "content=\"default-src &#39;none&#39;; style-src &#39;sha256-"
                + Base64.getEncoder().encodeToString(sha256)
                + "&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\"")
        .doesNotContain(" style=");
  }

  @Test
  void hidesWhatPassedWhenAsked() throws Exception {
    assertThat(html(Reports.whole(Reports.passed("a"))))
        .contains("<input type=\"radio\" name=\"show\" id=\"failed\">")
        .contains("#failed:checked ~ main article.passed { display: none; }");
  }

  @Test
  void tellsWhatIsWorseThanItWas() throws Exception {
    TestReport worse =
        Reports.whole(Reports.passed("a"))
            .comparedWith(
                new Comparison("faq:1", List.of("\"b\" is gone"), List.of("a note"), 0.9));
    assertThat(html(worse))
        .contains("2 passed, 0 failed, 1 worse than faq:1", "<header class=\"failed\">")
        .contains("This is worse: Answers are written at 90 % of its speed.")
        .contains("<li>&quot;b&quot; is gone</li>", "<li>a note</li>");
  }
}
