package io.jenkins.plugins.kitrail.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real shell runs the scripts. */
@DisabledOnOs(OS.WINDOWS)
class PosixScriptTest {
  private static final List<String> HARD =
      List.of(
          "two words",
          "",
          "it's",
          "''",
          "\"quoted\"",
          "$HOME ${HOME} $(id) `id`",
          "a;b|c&d>e<f",
          "back\\slash\\",
          "*.gguf ?",
          "!history",
          "%PATH% ^caret^",
          "-n",
          "--",
          "ünïcödé 模型",
          "#no comment",
          "~",
          "\ttab");

  @TempDir Path folder;

  @Test
  void theProgramGetsEachArgumentAsItIs() throws Exception {
    List<String> command = new ArrayList<>(List.of("printf", "%s\\0"));
    command.addAll(HARD);

    String printed = run(CommandScript.forUnix().text(Map.of(), command), Map.of());

    assertThat(printed.split("\0", -1)).startsWith(HARD.toArray(String[]::new));
  }

  @Test
  void variablesAreSetForTheProgram() throws Exception {
    String script = CommandScript.forUnix().text(Map.of("KITRAIL_TASK", "it's 1"), List.of("env"));

    assertThat(run(script, Map.of())).contains("KITRAIL_TASK=it's 1\n");
  }

  @Test
  void theLocaleIsOneWithUnicodeUnlessTheUserChoseAnother() throws Exception {
    String script = CommandScript.forUnix().text(Map.of(), List.of("env"));

    assertThat(run(script, Map.of("LC_ALL", "C"))).contains("LC_ALL=C.UTF-8\n");
    assertThat(run(script, Map.of("LC_ALL", "de_DE.UTF-8"))).contains("LC_ALL=de_DE.UTF-8\n");
  }

  @Test
  void theShellTracesNothing() throws Exception {
    String script = CommandScript.forUnix().text(Map.of("A", "secret"), List.of("true"));
    assertThat(script).startsWith("#!/bin/sh\nset +x\n");
  }

  @Test
  void noCommandLineHoldsALineBreak() {
    assertThatThrownBy(() -> CommandScript.forUnix().text(Map.of(), List.of("a\nb")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An argument of a command is one line without NUL, and not: a?b");
  }

  private String run(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("script.sh"), script);
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", file.toString());
    builder.redirectErrorStream(true).environment().putAll(environment);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }
}
