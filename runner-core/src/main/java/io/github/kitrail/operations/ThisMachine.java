package io.github.kitrail.operations;

import io.github.kitrail.inference.report.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What this machine says of itself, as far as it decides how fast a model is. */
final class ThisMachine {
  /** What Linux knows of the processor. */
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private static final List<String> MAC_CPU =
      List.of("/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string");
  private static final int LONGEST_WAIT_SECONDS = 5;

  private ThisMachine() {}

  static Machine describe(Map<String, String> env) {
    String os = System.getProperty("os.name", "");
    return new Machine(
        os,
        System.getProperty("os.arch", ""),
        cpu(os.toLowerCase(Locale.ROOT), env).strip(),
        Runtime.getRuntime().availableProcessors());
  }

  private static String cpu(String os, Map<String, String> env) {
    try {
      if (os.contains("linux")) {
        return cpu(Files.readAllLines(CPU_INFO));
      }
      return os.contains("mac") ? macCpu() : env.getOrDefault("PROCESSOR_IDENTIFIER", "");
    } catch (IOException e) {
      return "";
    }
  }

  /** On x86 there is a name, on ARM only numbers. */
  static String cpu(List<String> info) {
    return value(info, "model name")
        .or(() -> value(info, "CPU part").map(part -> arm(info) + " part " + part))
        .orElse("");
  }

  private static String arm(List<String> info) {
    return "implementer " + value(info, "CPU implementer").orElse("unknown");
  }

  private static Optional<String> value(List<String> info, String name) {
    return info.stream()
        .filter(line -> line.startsWith(name) && line.indexOf(':') > 0)
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  private static String macCpu() throws IOException {
    Process sysctl = new ProcessBuilder(MAC_CPU).redirectErrorStream(true).start();
    try {
      if (sysctl.waitFor(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS) && sysctl.exitValue() == 0) {
        return new String(sysctl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sysctl.destroyForcibly();
    }
    return "";
  }
}
