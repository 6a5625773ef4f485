package io.github.kitrail.dev.page;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Tests that drive the page in a real browser. */
@Tag("peer")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PagePeerTest {
  protected static final String LAST = "article:last-child ";

  private Chromium browser;

  @BeforeAll
  void startBrowser() throws Exception {
    browser = Chromium.start();
  }

  @AfterAll
  void endBrowser() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  protected Tab open(ServedPage page) throws Exception {
    Tab tab = browser.tab();
    tab.open(page.url());
    return tab;
  }

  /** A second tab of the same person. */
  protected Tab openBeside(Tab other, ServedPage page) throws Exception {
    Tab tab = browser.tab(other.context());
    tab.open(page.url());
    return tab;
  }

  protected Tab emptyTab() throws Exception {
    return browser.tab();
  }

  /** Sends a message, and waits until the model has said all. */
  protected static void say(Tab tab, String message) throws Exception {
    int before = tab.count("article");
    tab.click("#composer-text");
    tab.type(message);
    tab.press("Enter");
    tab.until("document.querySelectorAll('article').length === " + (before + 2));
    untilWritten(tab);
  }

  protected static void untilWritten(Tab tab) throws Exception {
    tab.until("!document.querySelector('#send').hidden && !document.querySelector('.writing')");
  }
}
