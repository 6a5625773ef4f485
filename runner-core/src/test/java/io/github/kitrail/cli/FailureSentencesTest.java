package io.github.kitrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What goes wrong on this machine ends with one clear sentence and its exit status, and leaves what
 * was there.
 */
class FailureSentencesTest {
  @TempDir Path temp;
  private Path folder;
  private CommandRun.Shell shell;

  @BeforeEach
  void aSmallFolder() throws IOException {
    folder = Files.createDirectories(temp.resolve("kit"));
    shell = CommandRun.in(temp.resolve("home"));
    Files.writeString(folder.resolve("model.gguf"), "weights");
    kitfile("model: {name: m, path: model.gguf}");
  }

  private void kitfile(String... lines) throws IOException {
    Files.writeString(
        folder.resolve("Kitfile"), "manifestVersion: 1.0.0\n" + String.join("\n", lines) + "\n");
  }

  private CommandRun packs(int status, String... words) {
    CommandRun run = shell.run("pack", folder.toString(), "-t", "m:1");
    fails(run, status, words);
    assertThat(shell.run("list").out().lines()).as("nothing was packed").hasSize(1);
    return run;
  }

  private static void fails(CommandRun run, int status, String... words) {
    assertThat(run.status()).as(run.err()).isEqualTo(status);
    assertThat(run.err())
        .startsWith("kitrail: ")
        .contains(words)
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  void noKitfile() throws IOException {
    Files.delete(folder.resolve("Kitfile"));
    packs(2, "There is no Kitfile in", "kitrail init");
  }

  @Test
  void emptyKitfile() throws IOException {
    Files.writeString(folder.resolve("Kitfile"), "");
    packs(2, "Kitfile is empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model: [1]                                       | line 2
          datset: []                                       | did you mean `datasets`?
          docs: [{path: a.md}, {path: a.md}]               | a.md
          docs: [{path: missing.md}]                       | missing.md
          docs: [{path: ../outside.md}]                    | ../outside.md
          docs: [{path: /etc/passwd}]                      | /etc/passwd
          """)
  void aKitfileThatIsWrong(String line, String word) throws IOException {
    kitfile(line);
    packs(2, word);
  }

  @Test
  void aPathThatIsALink() throws IOException {
    Files.createSymbolicLink(folder.resolve("link.gguf"), Path.of("model.gguf"));
    kitfile("model: {path: link.gguf}");
    packs(2, "link.gguf");
  }

  @Test
  void aFolderThatIsNotThere() {
    fails(shell.run("pack", temp.resolve("nowhere").toString()), 2, "There is no folder");
  }

  @Test
  void aTagThatIsNotThere() {
    fails(shell.run("inspect", "m:9"), 6, "m:9");
    fails(shell.run("unpack", "m:9", "-d", temp.resolve("out").toString()), 6, "m:9");
    fails(shell.run("tag", "m:9", "m:10"), 6, "m:9");
    fails(shell.run("verify", "m:9", "--key", "none.pub"), 2, "none.pub");
  }

  @Test
  void aReferenceThatIsNone() {
    fails(shell.run("inspect", "UPPER:1"), 2, "UPPER", "lower");
    fails(shell.run("push", "m:1"), 2, "names no registry");
  }

  @Test
  void aBlobInTheStoreWithWrongBytes() throws IOException {
    assertThat(shell.run("pack", folder.toString(), "-t", "m:1").status()).isZero();
    for (Path blob : blobs()) {
      if (Files.size(blob) >= 2048) {
        byte[] bytes = Files.readAllBytes(blob);
        bytes[600] ^= 1;
        Files.write(blob, bytes);
      }
    }
    Path target = temp.resolve("out");
    fails(shell.run("unpack", "m:1", "-d", target.toString()), 3, "sha256:");
    assertThat(target)
        .satisfiesAnyOf(t -> assertThat(t).doesNotExist(), t -> assertThat(t).isEmptyDirectory());
  }

  private List<Path> blobs() throws IOException {
    try (Stream<Path> list = Files.list(temp.resolve("home/storage/blobs/sha256"))) {
      return list.toList();
    }
  }

  @Test
  void aFileInTheWayOfUnpackStays() throws IOException {
    assertThat(shell.run("pack", folder.toString(), "-t", "m:1").status()).isZero();
    Path target = Files.createDirectories(temp.resolve("out"));
    Files.writeString(target.resolve("model.gguf"), "mine");
    fails(shell.run("unpack", "m:1", "-d", target.toString()), 2, "model.gguf");
    assertThat(target.resolve("model.gguf")).hasContent("mine");
    assertThat(shell.run("unpack", "m:1", "-d", target.toString(), "--overwrite").status())
        .isZero();
    assertThat(target.resolve("model.gguf")).hasContent("weights");
  }

  @Test
  void aModelThatIsNoGgufOrACorruptOne() throws IOException {
    Files.writeString(
        folder.resolve("smoke.yaml"), "tests: [{name: t, prompt: hi, assert: [{contains: a}]}]\n");
    CommandRun corrupt = shell.run("test", folder.toString());
    assertThat(corrupt.status()).isEqualTo(4);
    assertThat(corrupt.out()).contains("the model loads: error").contains("GGUF");
    kitfile("model: {path: model.onnx}");
    Files.writeString(folder.resolve("model.onnx"), "onnx");
    fails(shell.run("test", folder.toString()), 2, "Only GGUF files can be asked something");
  }

  @Test
  void keysThatDoNotWork() throws IOException {
    assertThat(shell.run("pack", folder.toString(), "-t", "m:1").status()).isZero();
    fails(shell.run("sign", "m:1", "--key", temp.resolve("none.key").toString()), 2, "none.key");
    Files.writeString(temp.resolve("text.key"), "this is no key");
    fails(shell.run("sign", "m:1", "--key", temp.resolve("text.key").toString()), 2, "text.key");
    fails(shell.run("sign", "m:1", "--key", "env:NOT_SET"), 2, "NOT_SET");
  }

  @Test
  void nothingIsSignedSoNothingVerifies() throws Exception {
    Path example = CommandRun.copyOfExample(temp.resolve("faq-bot"));
    assertThat(shell.run("pack", example.toString(), "-t", "faq-bot:1.0.0").status()).isZero();
    Path pub = temp.resolve("dev.pub");
    Files.writeString(pub, TestKeys.PUBLIC);
    fails(shell.run("verify", "faq-bot:1.0.0", "--key", pub.toString()), 3, "no evidence");
  }

  @Test
  void aCommandLineThatIsWrong() {
    CommandRun run = shell.run("pack", "--compresion", "gzip");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--compresion", "--compression").contains("kitrail pack --help");
    assertThat(shell.run("unpakc").status()).isEqualTo(2);
    assertThat(shell.run().status()).isEqualTo(2);
  }
}
