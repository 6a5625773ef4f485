package io.github.kitrail.dev.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.inference.engine.ChatMessage;
import io.github.kitrail.inference.engine.CompletionRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A conversation on the page, and what the model is asked. */
class ChatPagePeerTest extends PagePeerTest {
  private static final ChatMessage HELLO = new ChatMessage("user", "Hello");
  private static final ChatMessage YES = new ChatMessage("assistant", "Yes, indeed.");

  @Test
  void anAnswerIsShownWhileItIsWritten() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      page.model().hold();
      page.model().answer("A **first** piece, ", "a second", ".\n\n1. one\n2. two");
      tab.type("Hello");
      tab.press("Enter");
      assertThat(page.model().asked().messages()).containsExactly(HELLO);
      page.model().step(1);
      tab.until("document.querySelector('.writing .body')?.innerText.trim() === 'A first piece,'");
      assertThat(tab.count("#stop:not([hidden])")).isEqualTo(1);
      page.model().step(1);
      tab.until(
          "document.querySelector('.writing .body').innerText.trim() === 'A first piece, a second'");
      page.model().step(1);
      untilWritten(tab);
      assertThat(tab.count(LAST + "strong")).isEqualTo(1);
      assertThat(tab.count(LAST + "ol > li")).isEqualTo(2);
      assertThat(tab.text(LAST + ".note")).isEqualTo("3 tokens, 33.3 tokens/s");
      assertThat(tab.text("#speed")).isEqualTo("33.3 tokens/s");
      assertThat(tab.text("#context-text")).isEqualTo("context 23 of 2048");
      assertThat(tab.text("#title")).isEqualTo("Hello");
      assertThat(tab.text("#live")).contains("A **first** piece");
      tab.screenshot("chat");

      page.model().step(10);
      say(tab, "And?");
      assertThat(page.model().asked().messages())
          .extracting(ChatMessage::role)
          .containsExactly("user", "assistant", "user");
      assertThat(tab.complaints()).isEmpty();
      assertThat(tab.requests()).isNotEmpty().allMatch(it -> it.startsWith(page.url()));
    }
  }

  @Test
  void shiftEnterIsANewLine() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      tab.type("one");
      tab.press("Enter", 8);
      tab.type("two");
      tab.press("Enter");
      assertThat(page.model().asked().messages())
          .containsExactly(new ChatMessage("user", "one\ntwo"));
    }
  }

  @Test
  void stopBreaksTheAnswerOffAtTheModel() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      for (boolean key : List.of(true, false)) {
        page.model().answerForever("on and ");
        tab.click("#composer-text");
        tab.type("Go on");
        tab.press("Enter");
        tab.until("document.querySelector('.writing .body')?.innerText.includes('on and on and')");
        if (key) {
          tab.press("Escape");
        } else {
          tab.click("#stop");
        }
        untilWritten(tab);
        assertThat(page.model().isBrokenOff()).isTrue();
        assertThat(tab.text(LAST + ".below")).contains("Stopped");
        assertThat(tab.text(LAST + ".body")).startsWith("on and on and");
      }
      assertThat(tab.complaints()).isEmpty();
    }
  }

  @Test
  void regeneratingAsksTheSameAgainAndCanBeTakenBack() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      say(tab, "Hello");
      page.model().answer("No.");
      tab.click(LAST + "[aria-label=Regenerate]");
      tab.until("document.querySelector('article:last-child .body').innerText === 'No.'");
      untilWritten(tab);
      assertThat(page.model().asked().messages()).containsExactly(HELLO);
      assertThat(page.model().asked().messages()).containsExactly(HELLO);
      assertThat(tab.count("article")).isEqualTo(2);
      tab.click(".toast button");
      assertThat(tab.text(LAST + ".body")).isEqualTo("Yes, indeed.");
    }
  }

  @Test
  void anEditedMessageIsAnsweredAndWhatCameAfterGoes() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      say(tab, "Hello");
      say(tab, "Really?");
      page.model().asked();
      page.model().asked();
      tab.click("article:first-child [aria-label=Edit]");
      tab.fill("textarea.editing", "Good morning");
      tab.press("Enter");
      assertThat(page.model().asked().messages())
          .containsExactly(new ChatMessage("user", "Good morning"));
      tab.until("document.querySelectorAll('article').length === 2");
      untilWritten(tab);
      assertThat(tab.text("article:first-child .body")).isEqualTo("Good morning");
    }
  }

  @Test
  void anEditedAnswerIsWhatTheModelIsToldThatItSaid() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      say(tab, "Hello");
      page.model().asked();
      tab.click(LAST + "[aria-label=Edit]");
      tab.fill("textarea.editing", "Arr!");
      tab.click(LAST + "button.primary");
      tab.until("!document.querySelector('textarea.editing')");
      assertThat(page.model().isAskedMore()).isFalse();
      say(tab, "Again");
      assertThat(page.model().asked().messages())
          .containsExactly(
              HELLO, new ChatMessage("assistant", "Arr!"), new ChatMessage("user", "Again"));
    }
  }

  @Test
  void arrowUpEditsTheLastMessageAndEscapeLeavesItAsItWas() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      say(tab, "Hello");
      tab.press("ArrowUp");
      assertThat(tab.evaluate("document.activeElement.value").asText()).isEqualTo("Hello");
      tab.type("!");
      tab.press("Escape");
      assertThat(tab.text("article:first-child .body")).isEqualTo("Hello");
      assertThat(tab.evaluate("document.activeElement.id").asText()).isEqualTo("composer-text");
    }
  }

  @Test
  void withoutTheModelsTemplateTheConversationIsPlainText() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      tab.fill("#system", "Be brief.");
      tab.evaluate(
          "(() => { const it = document.querySelector('#template'); it.value = 'none'; it.dispatchEvent(new Event('change')); })()");
      say(tab, "Hello");
      CompletionRequest first = page.model().asked();
      assertThat(first.prompt()).isEqualTo("Be brief.\n\nUser: Hello\nAssistant:");
      assertThat(first.sampling().stop()).containsExactly("\nUser:");
      say(tab, "So?");
      assertThat(page.model().asked().prompt())
          .endsWith("User: Hello\nAssistant: " + YES.content() + "\nUser: So?\nAssistant:");
    }
  }

  @Test
  void aSystemPromptStandsBeforeTheConversation() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      tab.fill("#system", "Be brief.");
      say(tab, "Hello");
      assertThat(page.model().asked().messages())
          .containsExactly(new ChatMessage("system", "Be brief."), HELLO);
    }
  }

  /** Whoever writes Japanese or Chinese takes a word with Enter. */
  @Test
  void enterWithinAWordThatIsComposedSendsNothing() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      tab.type("ko");
      tab.evaluate(
          "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))");
      assertThat(tab.count("article")).isZero();
      tab.press("Enter");
      assertThat(page.model().asked().messages()).hasSize(1);
    }
  }
}
