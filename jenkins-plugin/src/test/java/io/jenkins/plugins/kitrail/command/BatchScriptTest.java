package io.jenkins.plugins.kitrail.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts are read by {@link WindowsModel}. */
class BatchScriptTest {
  private static final String JAVA = "C:\\Program Files\\Java (x86)\\jdk-17\\bin\\java.exe";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "two words",
        "\"quoted\"",
        "a \" b",
        "%PATH%",
        "100%",
        "%%d",
        "a^b^^",
        "a&b|c<d>e(f)",
        "\"&calc.exe&\"",
        "wow!var!",
        "C:\\models\\",
        "C:\\my models\\",
        "\\\"",
        "\\\\host\\share",
        "--set=a=\"x y\"",
        "ünïcödé 模型",
        "*.gguf"
      })
  void theProgramGetsTheArgumentAsItIs(String argument) {
    assertThat(read(List.of(JAVA, argument, "last"))).containsExactly(JAVA, argument, "last");
  }

  /** All that is special, in a row of its own making; the seed makes it the same each time. */
  @Test
  void soDoesAnyMixOfThem() {
    Random random = new Random(7);
    String alphabet = "\"\\^%&|<>()! \tab";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder argument = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        argument.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      List<String> command = List.of(JAVA, argument.toString(), "last one");
      assertThat(read(command)).isEqualTo(command);
    }
  }

  /** The model finds fault with what is not quoted for both of its readers. */
  @Test
  void quotingForTheProgramAloneWouldNotDo() {
    assertThatThrownBy(() -> WindowsModel.arguments("java \"a \\\"&calc\\\" b\""))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> WindowsModel.arguments("java \"%PATH%\""))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theScriptReadsItselfAsUnicodeAndEndsWithTheProgramsStatus() {
    List<String> lines = lines(Map.of("KITRAIL_TASK", "1"), List.of(JAVA, "a"));

    assertThat(lines)
        .startsWith("@echo off", "setlocal DisableDelayedExpansion", "chcp 65001 >nul")
        .contains("set ^\"KITRAIL_TASK=1^\"")
        .endsWith("exit /b %ERRORLEVEL%");
  }

  @Test
  void noCommandLineHoldsALineBreak() {
    assertThatThrownBy(() -> lines(Map.of(), List.of("a\r\nb")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("not: a??b");
  }

  private static List<String> read(List<String> command) {
    List<String> lines = lines(Map.of(), command);
    return WindowsModel.arguments(lines.get(lines.size() - 2));
  }

  private static List<String> lines(Map<String, String> variables, List<String> command) {
    return new ArrayList<>(CommandScript.forWindows().text(variables, command).lines().toList());
  }
}
