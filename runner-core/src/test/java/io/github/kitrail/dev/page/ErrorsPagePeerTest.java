package io.github.kitrail.dev.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the page says when the server says no, or nothing at all. */
class ErrorsPagePeerTest extends PagePeerTest {
  @Test
  void aRefusalIsASentenceAndCanBeTriedAgain() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      page.model().fail("The prompt has 3000 tokens, and the context holds 2048.");
      say(tab, "Hello");
      assertThat(tab.text(LAST + ".error span"))
          .isEqualTo("The prompt has 3000 tokens, and the context holds 2048.");
      tab.screenshot("refused");
      tab.click(LAST + ".error button");
      tab.until("document.querySelector('article:last-child .body').innerText === 'Yes, indeed.'");
      untilWritten(tab);
      assertThat(tab.count(".error")).isZero();
      assertThat(tab.count("article")).isEqualTo(2);
    }
  }

  @Test
  void aServerThatIsGoneIsNamedWithWhatToDo() throws Exception {
    ServedPage page = ServedPage.start();
    Tab tab = open(page);
    page.model().answerForever("on ");
    tab.type("Go on");
    tab.press("Enter");
    tab.until("document.querySelector('.writing .body')?.innerText.includes('on on')");
    page.close();
    tab.until("document.querySelector('.error')");
    assertThat(tab.text(LAST + ".error span")).contains("broke off");
    assertThat(tab.text(LAST + ".body")).startsWith("on on");

    say(tab, "Still there?");
    assertThat(tab.text(LAST + ".error span"))
        .startsWith("Nothing answers at " + page.url().replaceAll("/$", ""))
        .contains("kitrail dev start");
  }

  @Test
  void theTokenOfTheAddressIsSentAndTakenOutOfSight() throws Exception {
    try (ServedPage page = ServedPage.start(true, "s3cret-token")) {
      Tab tab = emptyTab();
      tab.send("Page.navigate", java.util.Map.of("url", page.url()));
      tab.until("document.querySelector('#notice')?.innerText.includes('wants a token')");

      tab.send("Page.navigate", java.util.Map.of("url", "about:blank"));
      tab.open(page.url() + "#token=s3cret-token");
      assertThat(tab.evaluate("location.href").asText()).isEqualTo(page.url());
      say(tab, "Hello");
      tab.reload();
      say(tab, "Hello again");
      assertThat(tab.text(LAST + ".body")).isEqualTo("Yes, indeed.");
    }
  }

  @Test
  void anAnswerThatWasCutOffSaysSo() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      tab.fill("#parameter-max_tokens", "4");
      say(tab, "Hello");
      assertThat(tab.text(LAST + ".below")).contains("cut off at the longest answer");
    }
  }
}
