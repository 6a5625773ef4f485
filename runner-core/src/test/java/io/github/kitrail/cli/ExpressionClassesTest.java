package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.evidence.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CEL and what it stands on are large: nothing of it is loaded without need. */
class ExpressionClassesTest {
  private static final String RULES = "version: 2\nrules:\n  - require: signature\n";

  @TempDir Path temp;

  private List<String> loaded(String policy) throws Exception {
    Path file = Files.writeString(temp.resolve("policy.yaml"), policy);
    Path classes = temp.resolve("classes.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + classes.toString().replace(":", "\\:"),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "gate",
                "m:1",
                "--store",
                temp.resolve("home").toString(),
                "--policy",
                file.toString(),
                "--key",
                Samples.path("cosign/p256.pub").toString())
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("log.txt").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(temp.resolve("log.txt"))).isZero();
    try (Stream<String> lines = Files.lines(classes)) {
      return lines
          .filter(
              line ->
                  Stream.of("dev.cel.", "com.google.", "org.antlr.", "org.threeten.")
                      .anyMatch(name -> line.contains("] " + name)))
          .toList();
    }
  }

  @Test
  void nothingOfItIsLoadedForAPolicyWithoutExpressions() throws Exception {
    CommandRun.Shell shell = CommandRun.in(temp.resolve("home")).with("COSIGN_PASSWORD", "pw");
    Path folder = Files.createDirectories(temp.resolve("kit"));
    Files.writeString(folder.resolve("model.gguf"), "weights");
    Files.writeString(
        folder.resolve("Kitfile"),
        "manifestVersion: 1.0.0\npackage: {name: m}\nmodel: {name: m, path: model.gguf}\n");
    assertThat(shell.run("pack", folder.toString(), "-t", "m:1").status()).isZero();
    assertThat(
            shell.run("sign", "m:1", "--key", Samples.path("cosign/p256.key").toString()).status())
        .isZero();
    assertThat(loaded(RULES)).isEmpty();
    assertThat(loaded(RULES + "  - {expression: size(evidence) == 1, message: m}\n"))
        .hasSizeGreaterThan(100);
  }
}
