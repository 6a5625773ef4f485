package io.github.kitrail.dev.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Going on from a text. */
class PromptPagePeerTest extends PagePeerTest {
  private static final String CHAT = "#mode label:has([value=chat])";
  private static final String PROMPT = "#mode label:has([value=prompt])";
  private static final String VALUE = "document.querySelector('#prompt-text').value";

  private static void goOn(Tab tab) throws Exception {
    tab.click("#prompt-text");
    tab.press("Enter", 2);
    untilWritten(tab);
  }

  @Test
  void theModelGoesOnFromTheTextAndItCanBeTakenBack() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      tab.click(PROMPT);
      tab.fill("#prompt-text", "Once upon a time");
      page.model().answer(", there was", " a train.");
      goOn(tab);
      assertThat(page.model().asked().prompt()).isEqualTo("Once upon a time");
      assertThat(tab.evaluate(VALUE).asText()).isEqualTo("Once upon a time, there was a train.");
      assertThat(tab.text("#speed")).endsWith("tokens/s");
      tab.screenshot("prompt");

      page.model().answer(", it rained.");
      tab.click("#again");
      tab.until(VALUE + " === 'Once upon a time, it rained.'");
      untilWritten(tab);
      assertThat(page.model().asked().prompt()).isEqualTo("Once upon a time");

      tab.click("#undo");
      assertThat(tab.evaluate(VALUE).asText()).isEqualTo("Once upon a time");
      tab.reload();
      assertThat(tab.evaluate(VALUE).asText()).isEqualTo("Once upon a time");
      assertThat(tab.complaints()).isEmpty();
    }
  }

  @Test
  void aModelWithoutAChatTemplateStartsHereAndThePageSaysWhy() throws Exception {
    try (ServedPage page = ServedPage.start(false, null)) {
      Tab tab = open(page);
      assertThat(tab.text("#notice"))
          .isEqualTo(
              "This model has no chat template: it goes on from a text rather than answering, so the page starts in prompt mode.");
      assertThat(tab.evaluate("document.activeElement.id").asText()).isEqualTo("prompt-text");
      tab.click(CHAT);
      say(tab, "Hello");
      assertThat(page.model().asked().prompt()).isEqualTo("User: Hello\nAssistant:");
    }
  }

  @Test
  void aFailureIsTriedAgain() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      tab.click(PROMPT);
      tab.fill("#prompt-text", "Once");
      page.model().fail("The prompt is too long.");
      goOn(tab);
      assertThat(tab.text("#notice")).contains("The prompt is too long.");
      tab.click("#notice button");
      tab.until(VALUE + " === 'OnceYes, indeed.'");
      untilWritten(tab);
      assertThat(tab.count("#notice:not([hidden])")).isZero();
    }
  }
}
