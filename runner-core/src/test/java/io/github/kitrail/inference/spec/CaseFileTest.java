package io.github.kitrail.inference.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.yaml.YamlDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFileTest {
  @TempDir Path folder;

  private List<CaseRow> read(String cases) throws KitrailException {
    return CaseFile.read(
            YamlDocument.parse("cases: " + cases, "smoke.yaml").require("cases"),
            new NamedFiles(SpecFiles.in(folder)))
        .rows();
  }

  private List<CaseRow> read(String name, String content) throws Exception {
    Files.writeString(folder.resolve(name), content);
    return read(name);
  }

  private void assertRefused(String name, String content, String reason) {
    assertThatThrownBy(() -> read(name, content))
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT);
              assertThat(e.getMessage()).startsWith("smoke.yaml, line 1").contains(reason);
            });
  }

  @Test
  void readsJsonLines() throws Exception {
    String lines =
        "\uFEFF{\"q\": [\"a\", {\"b\": null}], \"n\": 1.50}\r\n\n{\"q\": \"\u2028 x\", \"t\": true}";
    assertThat(read("c.jsonl", lines))
        .containsExactly(
            new CaseRow(1, Map.of("q.0", "a", "q.1.b", "", "n", "1.50")),
            new CaseRow(2, Map.of("q", "\u2028 x", "t", "true")));
  }

  @Test
  void saysWhichLineIsNoJson() {
    assertRefused("c.jsonl", "{}\n{\"a\": \n", "c.jsonl, line 2, is no JSON: ");
    assertRefused("c.jsonl", "{}\n\n[1]\n", "c.jsonl, line 3, is no JSON object");
    assertRefused("c.jsonl", "{\"a\": 1} {}", "line 1, is no JSON: ");
    assertRefused("c.ndjson", "{\"a\": 1, \"a\": 2}", "Duplicate field 'a'");
    assertRefused("c.jsonl", "\n", "c.jsonl has no rows");
  }

  @Test
  void readsCsv() throws Exception {
    assertThat(read("c.csv", "question, answer\r\n\"How, \"\"so\"\"?\nNow\",x\r\ny,\r\n"))
        .containsExactly(
            new CaseRow(1, Map.of("question", "How, \"so\"?\nNow", "answer", "x")),
            new CaseRow(2, Map.of("question", "y", "answer", "")));
  }

  @Test
  void saysWhatIsWrongWithCsv() {
    assertRefused("c.csv", "a,b\n1,2\n3\n", "the row that ends in line 3 has 1 fields");
    assertRefused("c.csv", "a,a\n1,2\n", "a name of its own, not [a, a]");
    assertRefused("c.csv", "a,\n1,2\n", "a name of its own");
    assertRefused("c.csv", "a\n\"b\n", "c.csv is no CSV: ");
    assertRefused("c.csv", "a,b\n", "c.csv has no rows");
  }

  @Test
  void takesTheFirstOrSomeOfThem() throws Exception {
    Files.writeString(
        folder.resolve("c.csv"),
        "n\n" + IntStream.range(0, 100).mapToObj(i -> i + "\n").collect(Collectors.joining()));
    assertThat(read("{file: c.csv, limit: 3}"))
        .extracting(CaseRow::number)
        .containsExactly(1, 2, 3);
    assertThat(read("{file: c.csv, limit: 1000}")).hasSize(100);
    List<CaseRow> some = read("{file: c.csv, sample: 10}");
    assertThat(some).hasSize(10).extracting(CaseRow::number).isSorted().doesNotHaveDuplicates();
    assertThat(some).isEqualTo(read("{file: c.csv, sample: 10, seed: 1}"));
    assertThat(some).isNotEqualTo(read("{file: c.csv, sample: 10, seed: 2}"));
    assertThat(read("{file: c.csv, limit: 20, sample: 10}"))
        .hasSize(10)
        .allMatch(row -> row.number() <= 20);
  }

  @Test
  void refusesOtherFilesAndFields() throws Exception {
    assertThatThrownBy(() -> read("c.jsonl")).hasMessageContaining("there is no file c.jsonl");
    assertThatThrownBy(() -> read("c.txt")).hasMessageContaining("ends in .jsonl, .ndjson or .csv");
    assertThatThrownBy(() -> read("/c.csv")).hasMessageContaining("relative to the spec");
    assertThatThrownBy(() -> read("{file: c.csv, limits: 3}"))
        .hasMessageContaining("`limits` is not a cases field; did you mean `limit`?");
    Files.write(folder.resolve("latin.csv"), new byte[] {'a', '\n', (byte) 0xe9, '\n'});
    assertThatThrownBy(() -> read("latin.csv")).hasMessageContaining("is not UTF-8");
  }

  @Test
  void keepsTheDigestOfWhatWasRead() throws Exception {
    Path file = Files.writeString(folder.resolve("c.csv"), "a\n1\n");
    NamedFiles files = new NamedFiles(SpecFiles.NONE.or(SpecFiles.in(folder)));
    CaseFile.read(YamlDocument.parse("cases: c.csv", "smoke.yaml").require("cases"), files);
    assertThat(files.digests()).isEqualTo(Map.of(file, Digest.of(Files.readAllBytes(file))));
  }
}
