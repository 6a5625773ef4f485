package io.github.kitrail.dev.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Themes, narrow screens, the keyboard, and what a screen reader is told. */
class LooksPagePeerTest extends PagePeerTest {
  private static final String GROUND =
      "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0)";

  private static boolean isDark(Tab tab) throws Exception {
    return tab.evaluate(GROUND).asInt() < 200;
  }

  @Test
  void followsTheSystemUntilTheSwitchSaysOtherwise() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      tab.prefer("light");
      assertThat(isDark(tab)).isFalse();
      tab.prefer("dark");
      assertThat(isDark(tab)).isTrue();
      say(tab, "How does this look in the dark?");
      tab.screenshot("dark");
      tab.click("#theme");
      assertThat(isDark(tab)).isFalse();
      tab.reload();
      assertThat(isDark(tab)).isFalse();
      tab.prefer("light");
      tab.click("#theme");
      assertThat(isDark(tab)).isTrue();
      tab.click("#theme");
      assertThat(isDark(tab)).isFalse();
    }
  }

  @Test
  void aPhoneShowsOneThingAtATime() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = emptyTab();
      tab.size(375, 740);
      tab.open(page.url());
      page.model()
          .answer(
              "A long word: "
                  + "x".repeat(300)
                  + "\n\n```\n"
                  + "y".repeat(300)
                  + "\n```\n\n| "
                  + "head | ".repeat(12)
                  + "\n|"
                  + "-|".repeat(12)
                  + "\n| "
                  + "cell | ".repeat(12));
      say(tab, "Does it fit?");
      assertFits(tab);
      tab.screenshot("phone");
      tab.click("#open-sidebar");
      tab.until("document.querySelector('#sidebar').getBoundingClientRect().left >= 0");
      tab.screenshot("phone-conversations");
      tab.click("#conversations .open");
      tab.until("!document.body.classList.contains('sidebar-open')");
      tab.click("#open-panel");
      assertFits(tab);
      tab.screenshot("phone-settings");
      tab.press("Escape");
      tab.until("!document.body.classList.contains('panel-open')");
      assertThat(tab.evaluate("document.activeElement.id").asText()).isEqualTo("open-panel");
      assertThat(tab.complaints()).isEmpty();
    }
  }

  private static void assertFits(Tab tab) throws Exception {
    assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(375);
    assertThat(
            tab.evaluate(
                    "[...document.querySelectorAll('header button:not([hidden]), #send, #composer-text')].filter(it => it.offsetParent).every(it => { const r = it.getBoundingClientRect(); return r.left >= 0 && r.right <= 375; })")
                .asBoolean())
        .isTrue();
  }

  @Test
  void tellsTheFactsOfTheModelKit() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      assertThat(tab.text("#facts"))
          .contains(
              "faq-bot 1.2.0",
              "Apache-2.0",
              "Ada <ada@example.com>",
              "registry.example.com/acme/faq-bot:1.2.0",
              "sha256:5f70bf18a086",
              "not signed",
              "faq-bot.gguf, 244 KB",
              "115 thousand",
              "F16",
              "2048 tokens of context",
              "scripted 1");
      tab.screenshot("welcome");
      tab.evaluate("document.querySelector('#facts').scrollIntoView()");
      tab.screenshot("facts");
    }
  }

  @Test
  void everythingHasANameAndTheKeyboardReachesIt() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      say(tab, "Hello");
      assertThat(
              tab.evaluate(
                      "[...document.querySelectorAll('button, input, textarea, select, section, aside, nav, dialog')].filter(it => !(it.getAttribute('aria-label') || it.getAttribute('aria-labelledby') || it.labels?.length || (it.matches('button') && it.innerText.trim()) || it.closest('[hidden]'))).map(it => it.outerHTML).join()")
                  .asText())
          .isEmpty();
      assertThat(tab.count("#live[aria-live=polite]")).isEqualTo(1);
      assertThat(tab.text("#live")).isEqualTo("The model: Yes, indeed.");

      tab.pressWithCtrl("/");
      assertThat(tab.count("#keys[open]")).isEqualTo(1);
      tab.screenshot("keys");
      tab.press("Escape");
      assertThat(tab.count("#keys[open]")).isZero();
      for (String what : List.of("closed", "open")) {
        tab.pressWithCtrl(",");
        assertThat(tab.count("body.panel-open")).isEqualTo(what.equals("open") ? 1 : 0);
      }
      tab.pressWithCtrl("k");
      assertThat(tab.count("article")).isZero();
      assertThat(tab.evaluate("document.activeElement.id").asText()).isEqualTo("composer-text");
      tab.press("Tab");
      assertThat(tab.evaluate("getComputedStyle(document.activeElement).outlineStyle").asText())
          .isEqualTo("solid");
    }
  }

  @Test
  void anAnswerIsCopied() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      tab.allowClipboard(page.url());
      page.model().answer("```\nlet x = 1;\n```");
      say(tab, "Code?");
      tab.click(LAST + ".code-head button");
      tab.until("document.querySelector('.toast')?.innerText === 'Copied.'");
      assertThat(tab.evaluate("navigator.clipboard.readText()").asText()).isEqualTo("let x = 1;");
      tab.click(LAST + "[aria-label=Copy]");
      tab.until(
          "navigator.clipboard.readText().then(it => window.copied = it) && window.copied === '```\\nlet x = 1;\\n```'");
    }
  }
}
