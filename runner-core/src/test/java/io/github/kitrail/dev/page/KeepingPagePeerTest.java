package io.github.kitrail.dev.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations are kept, sorted out, and carried from one browser to another. */
class KeepingPagePeerTest extends PagePeerTest {
  private static final String TITLES =
      "[...document.querySelectorAll('#conversations .open')].map(it => it.innerText).join('|')";

  @TempDir Path folder;

  private static String titles(Tab tab) throws Exception {
    return tab.evaluate(TITLES).asText();
  }

  private static void sayTwo(Tab tab) throws Exception {
    say(tab, "First question");
    tab.click("#new-chat");
    say(tab, "Second question");
  }

  private static void act(Tab tab, String what, String title) throws Exception {
    tab.evaluate(
        "document.querySelector('#conversations [aria-label=\""
            + what
            + " "
            + title
            + "\"]').click()");
  }

  private static Path downloaded(Path folder) throws Exception {
    for (int tries = 0; tries < 200; tries++) {
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> found = files.filter(it -> it.toString().endsWith(".json")).toList();
        if (!found.isEmpty() && Files.size(found.get(0)) > 0) {
          return found.get(0);
        }
      }
      Thread.sleep(25);
    }
    throw new AssertionError("nothing was saved");
  }

  @Test
  void aReloadKeepsThemAndWhichOneIsOpen() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      sayTwo(tab);
      tab.click("#conversations li:last-child .open");
      assertThat(tab.text("article.user .body")).isEqualTo("First question");
      tab.reload();
      assertThat(titles(tab)).isEqualTo("Second question|First question");
      assertThat(tab.text("#title")).isEqualTo("First question");
      assertThat(tab.text("article.user .body")).isEqualTo("First question");
      assertThat(tab.text(LAST + ".body")).isEqualTo("Yes, indeed.");
    }
  }

  @Test
  void whatWasWrittenWhenThePageIsLeftIsKept() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      page.model().answerForever("more ");
      tab.type("Go on");
      tab.press("Enter");
      tab.until("document.querySelector('.writing .body')?.innerText.includes('more more')");
      tab.reload();
      assertThat(tab.text(LAST + ".body")).startsWith("more more");
      assertThat(page.model().isBrokenOff()).isTrue();
    }
  }

  @Test
  void oneIsRenamedDeletedAndBroughtBack() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      sayTwo(tab);
      act(tab, "Rename", "First question");
      tab.type("My own name");
      tab.press("Enter");
      assertThat(titles(tab)).isEqualTo("Second question|My own name");
      act(tab, "Delete", "Second question");
      assertThat(titles(tab)).isEqualTo("My own name");
      tab.click(".toast button");
      assertThat(titles(tab)).isEqualTo("Second question|My own name");
      act(tab, "Delete", "My own name");
      tab.reload();
      assertThat(titles(tab)).isEqualTo("Second question");
    }
  }

  @Test
  void twoTabsDoNotOverwriteEachOther() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab one = open(page);
      say(one, "From the first tab");
      Tab two = openBeside(one, page);
      two.click("#new-chat");
      say(two, "From the second tab");
      one.until(TITLES + ".includes('From the second tab')");
      say(one, "More");
      two.reload();
      two.until(TITLES + " === 'From the first tab|From the second tab'");
    }
  }

  @Test
  void allAreExportedAndImportedElsewhere() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      tab.fill("#parameter-seed", "5");
      sayTwo(tab);
      tab.downloadTo(folder);
      tab.click("#export-all");
      Path file = downloaded(folder);
      assertThat(file.getFileName().toString()).isEqualTo("conversations.kitrail.json");

      Tab other = open(page);
      other.choose("#import-file", file);
      other.until(TITLES + ".startsWith('Second question|First question')");
      other.click("#conversations li:nth-child(2) .open");
      assertThat(other.text("article.user .body")).isEqualTo("First question");
      assertThat(other.evaluate("document.querySelector('#parameter-seed').value").asText())
          .isEqualTo("5");
      other.choose("#import-file", file);
      other.until("document.querySelectorAll('#conversations li').length === 5");
      other.reload();
      assertThat(other.count("#conversations li")).isEqualTo(4);
      assertThat(other.complaints()).isEmpty();
    }
  }

  @Test
  void aWrongFileIsRefusedWithASentence() throws Exception {
    String whole =
        "{\"format\":\"kitrail-conversations\",\"version\":1,\"conversations\":[{\"title\":\"t\",\"mode\":\"chat\",\"template\":\"model\",\"system\":\"\",\"prompt\":\"\",\"sampling\":{},\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}]}";
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      refuses(tab, "no json", "The file is no JSON: ");
      refuses(tab, "{}", "The file holds no conversations: ");
      refuses(tab, "null", "The file holds no conversations: ");
      refuses(tab, whole.replace(":1,", ":2,"), "The file has version 2 of the format; this page");
      refuses(tab, whole.replace("\"user\"", "\"root\""), "at conversations[0].messages[0].role");
      refuses(tab, whole.replace("\"x\"", "{}"), "at conversations[0].messages[0].content, which");
      refuses(
          tab,
          whole.replace("\"sampling\":{}", "\"sampling\":{\"top_p\":3}"),
          "conversations[0].sampling.top_p: It must be a number from 0 to 1.");
      refuses(
          tab,
          whole.replace("\"sampling\":{}", "\"sampling\":{\"x\":3}"),
          "conversations[0].sampling.x, which must be one of the parameters");
      assertThat(tab.count("#conversations li")).isEqualTo(1);
      Path file = Files.writeString(folder.resolve("right.json"), whole);
      tab.choose("#import-file", file);
      tab.until("document.querySelector('article.user .body')?.innerText === 'x'");
    }
  }

  private void refuses(Tab tab, String content, String sentence) throws Exception {
    Path file = Files.writeString(folder.resolve("wrong.json"), content);
    tab.evaluate("document.querySelector('#notice').replaceChildren()");
    tab.choose("#import-file", file);
    tab.until("document.querySelector('#notice').innerText !== ''");
    assertThat(tab.text("#notice")).contains(sentence);
  }

  @Test
  void aFullStorageIsToldAndTheConversationGoesOn() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      say(tab, "Hello");
      tab.evaluate(
          "(() => { for (let n = 4_000_000, i = 0; n > 100; n = Math.floor(n / 2)) { try { for (;;) localStorage.setItem('x' + i++, 'y'.repeat(n)); } catch {} } })()");
      page.model().answer("long ".repeat(1000));
      say(tab, "More");
      tab.until("document.querySelector('#notice').innerText.includes('no room left')");
      assertThat(tab.text(LAST + ".body")).startsWith("long long");
      tab.evaluate(
          "Object.keys(localStorage).filter(it => it.startsWith('x')).forEach(it => localStorage.removeItem(it))");
      say(tab, "And now?");
      tab.until("document.querySelector('#notice').hidden");
      tab.reload();
      assertThat(tab.count("article")).isEqualTo(6);
    }
  }

  @Test
  void anAnswerStaysWithItsConversation() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      page.model().hold();
      tab.type("First question");
      tab.press("Enter");
      tab.until("document.querySelector('.writing')");
      tab.click("#new-chat");
      assertThat(tab.count("article")).isZero();
      page.model().step(4);
      untilWritten(tab);
      assertThat(tab.count("article")).isZero();
      tab.click("#conversations li:not(.current) .open");
      assertThat(tab.text(LAST + ".body")).isEqualTo("Yes, indeed.");
    }
  }

  @Test
  void whatIsDeletedWhileItIsWrittenStaysDeleted() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      page.model().answerForever("more ");
      tab.type("Go on");
      tab.press("Enter");
      tab.until("document.querySelector('.writing .body')?.innerText.includes('more more')");
      act(tab, "Delete", "Go on");
      assertThat(page.model().isBrokenOff()).isTrue();
      untilWritten(tab);
      tab.reload();
      assertThat(titles(tab)).isEqualTo("New conversation");
    }
  }
}
