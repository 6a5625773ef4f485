package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedOutputTest {
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::stop-commands::x\n",
        "  ::add-mask::a\n",
        "answer\n\t::error::x\n",
        "answer\r::error::x\n",
        "\u00a0\u2003::error::x\n",
        "text ##[error]x\n",
        "::error::not ended"
      })
  void noLineIsACommand(String text) {
    guarded(text);
    // As the runner looks at a line: white space of Unicode at its beginning does not count.
    for (String line : log.toString(StandardCharsets.UTF_8).split("[\r\n]")) {
      assertThat(line.replaceFirst("(?U)^\\s+", "")).doesNotStartWith("::").doesNotContain("##[");
    }
    assertThat(log.size()).isGreaterThan(text.length());
  }

  @Test
  void nobodyCanCompleteALineInTwoGoes() {
    try (PrintStream out = GuardedOutput.of(print())) {
      out.print("  :");
      out.flush();
      out.print(":error::x\n");
    }
    assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("  : :error::x\n");
  }

  @Test
  void allElseStaysAsItIs() {
    String text = "a :: b\n: c\nsha256:ab::cd\n[x]\n日本\n\n";
    guarded(text);
    assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo(text);
  }

  private void guarded(String text) {
    try (PrintStream out = GuardedOutput.of(print())) {
      out.print(text);
    }
  }

  private PrintStream print() {
    return new PrintStream(log, true, StandardCharsets.UTF_8);
  }
}
