package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now = 1_000;

  private Progress progress(boolean interactive, boolean quiet) {
    return new Progress(
        new PrintStream(err, true, StandardCharsets.UTF_8), interactive, quiet, () -> now);
  }

  private String text() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private List<String> lines() {
    return text().lines().toList();
  }

  private void move(Progress progress, String label, long bytes, int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += 1_000;
      progress.moved(label, bytes);
    }
  }

  @Test
  void aLogGetsALineEveryFewSeconds() {
    Progress progress = progress(false, false);
    progress.started("model a.gguf", 1_000_000_000);
    move(progress, "model a.gguf", 20_000_000, 11);

    assertThat(lines())
        .containsExactly(
            "model a.gguf: 100 MB of 1.0 GB, 20 MB/s, 45 s left",
            "model a.gguf: 200 MB of 1.0 GB, 21 MB/s, 38 s left");
  }

  @Test
  void whatGoesOnIsOneLineOnATerminalAndFewInALog() {
    Progress log = progress(false, false);
    log.note("loading");
    for (int tokens = 1; tokens <= 12; tokens++) {
      now += 1_000;
      log.working(tokens + " tokens");
    }
    assertThat(lines()).containsExactly("loading", "5 tokens", "10 tokens");
    err.reset();
    Progress terminal = progress(true, false);
    terminal.working("1 token");
    now += 200;
    terminal.working("2 tokens");
    now += 10;
    terminal.working("3 tokens");
    terminal.note("done");
    assertThat(text()).contains("1 token", "2 tokens", "done").doesNotContain("3 tokens");
    assertThat(text().split("\u001b\\[1A", -1)).hasSize(3); // each is drawn over
    err.reset();
    now += 60_000;
    progress(false, true).working("quiet");
    assertThat(text()).isEmpty();
  }

  @Test
  void theRateIsThatOfTheLastSeconds() {
    Progress progress = progress(false, false);
    progress.started("a", 10_000_000_000L);
    move(progress, "a", 100_000_000, 20);
    move(progress, "a", 2_000_000, 20);

    assertThat(lines().get(lines().size() - 1))
        .matches("a: 2.0 GB of 10 GB, 2\\.\\d MB/s, 6\\d min left");
  }

  @Test
  void theLastLineSumsUp() {
    Progress progress = progress(false, false);
    progress.started("a", 4_100_000_000L);
    now += 21_000;
    progress.moved("a", 4_100_000_000L);
    progress.finished("a");
    progress.skipped("b", 268_000_000, "it is there already");
    progress.retrying("a", "cut");
    progress.retrying("a", "cut");
    now += 100_000;
    err.reset();
    progress.end();

    assertThat(lines())
        .containsExactly("Moved 4.1 GB in 21 s (195 MB/s), 268 MB were there already, 2 retries.");
  }

  @Test
  void nothingThatMovedIsToldToo() {
    Progress progress = progress(false, false);
    progress.skipped("b", 4_000_000_000L, "it is there already");
    progress.end();

    assertThat(lines()).containsExactly("Nothing had to move, 4.0 GB were there already.");
  }

  @Test
  void littleIsNotWorthALineAndQuietIsQuiet() {
    Progress little = progress(false, false);
    little.started("a", 1_000);
    little.moved("a", 1_000);
    little.finished("a");
    little.end();
    Progress quiet = progress(false, true);
    quiet.started("a", 1_000_000_000);
    move(quiet, "a", 100_000_000, 10);
    quiet.finished("a");
    quiet.end();

    assertThat(text()).isEmpty();
  }

  @Test
  void aSlowConnectionIsToldOnceAMinute() {
    Progress progress = progress(false, true);
    progress.transferring("ghcr.io/acme/faq", "the local store");
    progress.started("a", 1_000_000_000);
    move(progress, "a", 400_000, 31);

    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0))
        .matches(
            "warning: only 4\\d\\d kB/s from ghcr.io/acme/faq to the local store; 988 MB are left,"
                + " about 4\\d min");
    move(progress, "a", 400_000, 55);
    assertThat(lines()).hasSize(1);
    move(progress, "a", 400_000, 10);
    assertThat(lines()).hasSize(2);
  }

  @Test
  void aFastOneIsNot() {
    Progress progress = progress(false, true);
    progress.started("a", 1_000_000_000);
    move(progress, "a", 1_200_000, 120);

    assertThat(text()).isEmpty();
  }

  @Test
  void aSilentConnectionIsToldThoughNothingMoves() {
    Progress progress = progress(false, true);
    progress.transferring("ghcr.io/acme/faq", "the local store");
    progress.started("a", 1_000_000_000);
    move(progress, "a", 50_000_000, 5);
    for (int i = 0; i < 40; i++) {
      now += 1_000;
      progress.tick();
    }

    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0))
        .contains("nothing has moved from ghcr.io/acme/faq to the local store", "750 MB are left");
  }

  @Test
  void waitingForAnAnswerAfterTheLastByteIsNoStall() {
    Progress progress = progress(false, true);
    progress.started("a", 5_000_000);
    move(progress, "a", 5_000_000, 1);
    now += 120_000;
    progress.tick();

    assertThat(text()).isEmpty();
  }

  @Test
  void barsAreDrawnInPlaceAndGo() {
    Progress progress = progress(true, false);
    progress.started("model a.gguf", 200);
    progress.started("code code", -1);
    now += 200;
    progress.moved("model a.gguf", 100);

    assertThat(text())
        .contains("[##########..........]  50% model a.gguf\r\n", "  0 B  code code\r\n");
    assertThat(text()).startsWith("\u001b[?7l").endsWith("\u001b[?7h\r\n");
    err.reset();
    progress.warned("links are left out");
    assertThat(text()).startsWith("\r\u001b[3A\u001b[J" + "warning: links");
  }

  @Test
  void aTryThatStartsAnewCountsFromZero() {
    Progress progress = progress(false, false);
    progress.started("a", 1_000_000_000);
    move(progress, "a", 100_000_000, 4);
    progress.started("a", 1_000_000_000);
    move(progress, "a", 100_000_000, 1);

    assertThat(lines()).hasSize(1).first().asString().startsWith("a: 100 MB of 1.0 GB, 100 MB/s");
  }
}
