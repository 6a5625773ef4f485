package io.github.kitrail.dev.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.cli.DevProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kitrail dev start} with the example's model, used as a person would. */
class RealModelPagePeerTest extends PagePeerTest {
  private static final String OPENING = "We open at 7 in the morning, on Sundays at 8.";

  @TempDir Path folder;

  @Test
  void aPersonChatsWithTheExample() throws Exception {
    try (DevProcess server = DevProcess.start(folder, "../examples/faq-bot")) {
      Tab tab = emptyTab();
      tab.open(server.url());
      assertThat(tab.text("#facts")).contains("faq-bot", "llama", "115 thousand", "F16");
      tab.fill("#parameter-temperature", "0");
      say(tab, "When do you open?");
      assertThat(tab.text(LAST + ".body")).isEqualTo(OPENING);
      assertThat(tab.text("#speed")).matches("[0-9.]+ tokens/s");
      assertThat(tab.text("#context-text")).matches("context \\d+ of \\d+");
      tab.screenshot("example");

      tab.fill("#parameter-max_tokens", "3");
      tab.click(LAST + "[aria-label=Regenerate]");
      tab.until(
          "document.querySelector('article:last-child .below').innerText.includes('cut off')");
      String short3 = tab.text(LAST + ".body");
      assertThat(OPENING).startsWith(short3.strip()).hasSizeGreaterThan(short3.length());

      tab.fill("#parameter-max_tokens", "100000");
      tab.fill("#parameter-stop", " in the");
      tab.click(LAST + "[aria-label=Regenerate]");
      tab.until("document.querySelector('article:last-child .body').innerText === 'We open at 7'");
      untilWritten(tab);

      tab.click("#mode label:has([value=prompt])");
      tab.fill(
          "#prompt-text",
          "<|im_start|>user\nWhen do you open?<|im_end|>\n<|im_start|>assistant\nWe open");
      tab.press("Enter", 2);
      tab.until("document.querySelector('#prompt-text').value.endsWith('We open at 7')");
      assertThat(tab.complaints()).isEmpty();
    }
  }
}
