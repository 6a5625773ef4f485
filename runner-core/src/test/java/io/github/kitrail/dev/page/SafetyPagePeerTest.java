package io.github.kitrail.dev.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model writes what it likes; on the page it stays text. */
class SafetyPagePeerTest extends PagePeerTest {
  private static final List<String> ATTACKS =
      List.of(
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(2)>",
          "<svg/onload=alert(3)>",
          "<iframe src=\"javascript:alert(4)\"></iframe>",
          "<style>body{display:none}</style>",
          "<base href=\"http://evil.example/\">",
          "<meta http-equiv=refresh content=\"0;url=http://evil.example/\">",
          "<form action=http://evil.example/><button>go</button></form>",
          "</div></article><h1 id=title>gone</h1>",
          "&lt;script&gt;alert(5)&lt;/script&gt;",
          "[link](javascript:alert(6))",
          "[link](JaVaScRiPt:alert(7))",
          "[link](  javascript:alert(8))",
          "[link](java\tscript:alert(9))",
          "[link](data:text/html,<script>alert(10)</script>)",
          "[link](vbscript:alert(11))",
          "[link](//evil.example/x)",
          "[link](<javascript:alert(12)>)",
          "<javascript:alert(13)>",
          "[![x](javascript:alert(14))](javascript:alert(15))",
          "![x](javascript:alert(16))",
          "[x\"onmouseover=alert(17)](blob:http://evil.example)",
          "`<img src=x onerror=alert(18)>`",
          "**<b onclick=alert(19)>bold</b>**",
          "| <img src=x onerror=alert(20)> | b |\n|---|---|\n| <script>alert(21)</script> | [c](javascript:alert(22)) |",
          "> <script>alert(23)</script>\n\n- <img src=x onerror=alert(24)>",
          "```\"><img src=x onerror=alert(25)>\n<script>alert(26)</script>\n```",
          "```js\nfetch('http://evil.example')\n```",
          "{{constructor.constructor('alert(27)')()}} ${alert(28)}");

  /** What the page itself has in an answer; anything else came out of the model's text. */
  private static final String FOREIGN =
      "[...document.querySelectorAll('article .body *')].filter(it => !it.matches('p,strong,em,del,code,pre,ul,ol,li,blockquote,table,thead,tbody,tr,th,td,h3,h4,h5,h6,hr,br,a,div.code,div.code-head,div.code-head span,div.table,.code-head button,.code-head svg,.code-head use')).map(it => it.outerHTML).join()";

  private static final String LISTENERS =
      "[...document.querySelectorAll('article *')].flatMap(it => it.getAttributeNames()).filter(it => it.startsWith('on') || it === 'style' || it === 'srcdoc').join()";

  @Test
  void attacksStayText() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      for (String attack : ATTACKS) {
        page.model().answer(attack);
        say(tab, attack);
      }
      assertThat(tab.evaluate(FOREIGN).asText()).isEmpty();
      assertThat(tab.evaluate(LISTENERS).asText()).isEmpty();
      // Addresses that are written out are links: to the web, as they say.
      assertThat(hrefs(tab)).isNotEmpty().allMatch(it -> it.startsWith("http://evil.example"));
      assertThat(tab.text("article:nth-of-type(2) .body")).isEqualTo(ATTACKS.get(0));
      assertThat(tab.text("article:nth-of-type(4) .body")).isEqualTo(ATTACKS.get(1));
      assertThat(tab.text("article:nth-of-type(22) .body")).isEqualTo(ATTACKS.get(10));
      assertThat(tab.count("h1")).isEqualTo(1);
      tab.screenshot("attacks");
      tab.reload();
      assertThat(tab.evaluate(FOREIGN).asText()).isEmpty();
      assertThat(tab.complaints()).isEmpty();
      assertThat(tab.requests()).allMatch(it -> it.startsWith(page.url()));
    }
  }

  @Test
  void linksGoToTheWebAndToMailAloneAndPicturesAreLinks() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      page.model()
          .answer(
              "[a](https://a.example/x_(y)?q=1) http://b.example/c. [d](mailto:d@d.example)"
                  + " ![e](https://e.example/e.png) <https://f.example/>");
      say(tab, "Links?");
      assertThat(hrefs(tab))
          .containsExactly(
              "https://a.example/x_(y)?q=1",
              "http://b.example/c",
              "mailto:d@d.example",
              "https://e.example/e.png",
              "https://f.example/");
      assertThat(tab.count("article a[target=_blank][rel~=noopener][rel~=noreferrer]"))
          .isEqualTo(5);
      assertThat(tab.count("article .body img")).isZero();
      assertThat(tab.requests()).allMatch(it -> it.startsWith(page.url()));
    }
  }

  private static List<String> hrefs(Tab tab) throws Exception {
    List<String> hrefs = new ArrayList<>();
    tab.evaluate("[...document.querySelectorAll('article a')].map(it => it.getAttribute('href'))")
        .forEach(it -> hrefs.add(it.asText()));
    return hrefs;
  }

  /** Texts that a careless parser needs the square of their length for, or worse. */
  @Test
  void hostileAndHugeAnswersDoNotFreezeThePage() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      for (String piece :
          List.of(
              "*",
              "**a ",
              "[",
              "[a](",
              "![",
              "`",
              "``a",
              "_a ",
              "~~",
              "> ",
              "- ",
              "|",
              "<",
              "(",
              "\\",
              "#",
              "a*b",
              "1. ",
              "| - ",
              "***a**b*",
              "[a](http://b ")) {
        page.model().answer(piece.repeat(150_000 / piece.length()));
        Instant begin = Instant.now();
        say(tab, "Attack with " + piece);
        assertThat(Duration.between(begin, Instant.now()))
            .as(piece)
            .isLessThan(Duration.ofSeconds(8));
        tab.click("#new-chat");
      }
      page.model().answer("<b>".repeat(1_000_000));
      say(tab, "Huge");
      assertThat(tab.evaluate("document.querySelector('pre.plain').textContent.length").asInt())
          .isEqualTo(3_000_000);
      assertThat(tab.evaluate(FOREIGN).asText()).isEmpty();
      assertThat(tab.complaints()).isEmpty();
    }
  }

  @Test
  void markdownIsShownAsSuch() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      page.model()
          .answer(
              "## Trains\n\nThey run on *two* rails, **always**, ~~never~~ `1435 mm` apart.\n\n",
              "1. Steam\n2. Diesel\n   - hydraulic\n   - electric\n3. Electric\n\n",
              "> All aboard!\n\n| Country | Gauge |\n|---|---:|\n| Spain | 1668 |\n| Japan | 1067 |\n\n",
              "```python\ndef whistle(times):\n    return \"toot \" * times  # <b>loud</b>\n```\n\n",
              "---\nSee https://en.wikipedia.org/wiki/Track_gauge, snake_case_words and 2 * 3 * 4.");
      say(tab, "Tell me of trains");
      String body = LAST + ".body ";
      for (String one :
          List.of(
              "h4.level-2",
              "em",
              "strong",
              "del",
              "p code",
              "ol > li > ul > li + li",
              "blockquote p",
              "td",
              ".code code",
              "hr",
              "a")) {
        assertThat(tab.count(body + one)).as(one).isPositive();
      }
      assertThat(tab.count(body + "em")).isEqualTo(1);
      assertThat(tab.count(body + "ol > li")).isEqualTo(3);
      assertThat(tab.text(body + ".code code"))
          .isEqualTo("def whistle(times):\n    return \"toot \" * times  # <b>loud</b>");
      tab.screenshot("markdown");
    }
  }
}
