package io.github.kitrail.dev.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the page's files without a browser. */
class PageFilesTest {
  private static final Path FOLDER = Path.of("src/main/resources/io/github/kitrail/dev/page");
  private static final int MOST_LINES = 400;
  private static final int MOST_BYTES = 160_000;

  /** What a file of the page makes the browser load. */
  private static final Pattern LOADED =
      Pattern.compile(
          "(?:src|href)=\"([^#\"]+)\"|(?:from|import) \"\\./([^\"]+)\"|src: \"([^\"]+)\"");

  /** Where the page names an address of elsewhere in its code, it is in a comment or a pattern. */
  private static final Pattern ELSEWHERE = Pattern.compile("[\"'`(]\\s*(https?:)?//[a-z0-9]");

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theServerHasAllThatThePageLoadsAndNothingLiesAroundUnused() throws Exception {
    Set<String> loaded = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of("index.html"));
    try (ServedPage page = ServedPage.start()) {
      assertThat(get(page.url()).body()).isEqualTo(get(page.url() + "index.html").body());
      while (!open.isEmpty()) {
        String name = open.remove();
        if (!loaded.add(name)) {
          continue;
        }
        HttpResponse<String> answer = get(page.url() + name);
        assertThat(answer.statusCode()).as(name).isEqualTo(200);
        assertThat(answer.body()).as(name).isEqualTo(Files.readString(FOLDER.resolve(name)));
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
            .startsWith("default-src 'none'; script-src 'self'; style-src 'self';");
        LOADED.matcher(answer.body()).results().map(PageFilesTest::group).forEach(open::add);
      }
    }
    assertThat(loaded).containsExactlyElementsOf(names());
  }

  private static String group(MatchResult match) {
    return Stream.of(1, 2, 3).map(match::group).filter(it -> it != null).findFirst().orElseThrow();
  }

  @Test
  void nothingIsInlineAndNothingComesFromElsewhere() throws Exception {
    String html = Files.readString(FOLDER.resolve("index.html"));
    assertThat(html).doesNotContainPattern("\\son[a-z]+=").doesNotContain("style=", "<style");
    assertThat(Pattern.compile("<script(?![^>]*\\ssrc=)").matcher(html).find()).isFalse();
    for (String name : names()) {
      String text = Files.readString(FOLDER.resolve(name));
      String code = text.replace("http://www.w3.org/2000/svg", "");
      assertThat(code).as(name).doesNotContainPattern(ELSEWHERE).doesNotContain("@import", "url(");
    }
  }

  /** The ways in which a text can become markup or a program. */
  @Test
  void noTextBecomesMarkup() throws Exception {
    for (String name : names()) {
      if (name.endsWith(".js")) {
        assertThat(Files.readString(FOLDER.resolve(name)))
            .as(name)
            .doesNotContain(
                "innerHTML",
                "outerHTML",
                "insertAdjacentHTML",
                "document.write",
                "DOMParser",
                "createContextualFragment",
                "setHTML",
                "srcdoc",
                "eval(",
                "new Function");
      }
    }
  }

  @Test
  void filesStaySmall() throws Exception {
    long bytes = 0;
    for (String name : names()) {
      Path file = FOLDER.resolve(name);
      assertThat(Files.readAllLines(file).size()).as(name).isLessThanOrEqualTo(MOST_LINES);
      bytes += Files.size(file);
    }
    assertThat(bytes).isLessThan(MOST_BYTES);
  }
}
