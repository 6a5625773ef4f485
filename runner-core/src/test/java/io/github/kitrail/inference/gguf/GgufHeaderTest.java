package io.github.kitrail.inference.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Digest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GgufHeaderTest {
  @TempDir Path folder;

  private GgufHeader read(GgufFixture fixture) throws Exception {
    return GgufHeader.read(fixture.write(folder.resolve("model.gguf")));
  }

  private void assertRefused(byte[] bytes, String... reasons) throws Exception {
    Path file = Files.write(folder.resolve("model.gguf"), bytes);
    assertThatThrownBy(() -> GgufHeader.read(file))
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT);
              assertThat(e.getMessage()).startsWith("model.gguf").contains(reasons).endsWith(".");
            });
  }

  private void assertRefused(GgufFixture fixture, String... reasons) throws Exception {
    assertRefused(fixture.bytes(), reasons);
  }

  @Test
  void readsWhatTheExampleSaysAboutItself() throws Exception {
    GgufHeader header = GgufHeader.read(Path.of("../examples/faq-bot/model/faq-bot.gguf"));
    assertThat(header.version()).isEqualTo(3);
    assertThat(header.architecture()).isEqualTo("llama");
    assertThat(header.type()).isEqualTo("model");
    assertThat(header.fileType()).isEqualTo("F16");
    assertThat(header.parameters()).isEqualTo(115_008);
    assertThat(header.contextLength()).isEqualTo(512);
    assertThat(header.chatTemplate()).isTrue();
    assertThat(header.tokenizer()).isEqualTo("gpt2");
    assertThat(header.tensors()).extracting(GgufTensor::name).contains("token_embd.weight");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void readsBothVersionsThatAreInUse(int version) throws Exception {
    GgufHeader header = read(GgufFixture.llama().version(version));
    assertThat(header.version()).isEqualTo(version);
    assertThat(header.name()).isEqualTo("tiny");
    assertThat(header.parameters()).isEqualTo(32);
    assertThat(header.chatTemplate()).isFalse();
    assertThat(header.tensors().get(0).size()).isEqualTo(64);
    assertThat(header.tensors().get(0).offset() % 32).isZero();
  }

  @Test
  void readsFromAStreamWithoutTheWeights() throws Exception {
    String template = "{{ messages }}".repeat(10_000);
    byte[] file =
        GgufFixture.llama()
            .text("general.basename", "Tiny")
            .text("tokenizer.chat_template", template)
            .bytes();
    byte[] beginning = Arrays.copyOf(file, file.length - 64);
    GgufHeader header = GgufHeader.read("m.gguf", new ByteArrayInputStream(beginning), file.length);
    assertThat(header.baseName()).isEqualTo("Tiny");
    assertThat(header.chatTemplate()).isTrue();
    assertThat(header.chatTemplateDigest())
        .isEqualTo(Digest.of(template.getBytes(StandardCharsets.UTF_8)));
    assertThat(header.parameters()).isEqualTo(32);
    assertThatThrownBy(
            () -> GgufHeader.read("m.gguf", new ByteArrayInputStream(beginning), beginning.length))
        .hasMessageContaining("do not lie within the file");
  }

  @Test
  void tellsAnAdapterFromAModel() throws Exception {
    assertThat(read(GgufFixture.llama().text("general.type", "adapter")).isAdapter()).isTrue();
    assertThat(read(GgufFixture.llama()).isAdapter()).isFalse();
  }

  @Test
  void skipsVocabulariesAndWhateverElseItDoesNotKnow() throws Exception {
    byte[] words =
        GgufFixture.little(4 + 8 + 9 + 10)
            .putInt(8)
            .putLong(2)
            .put(GgufFixture.string("a"))
            .put(GgufFixture.string("bc"))
            .array();
    byte[] nested =
        GgufFixture.little(12 + 12 + 6)
            .putInt(9)
            .putLong(1)
            .putInt(2)
            .putLong(3)
            .put(new byte[6])
            .array();
    GgufHeader header =
        read(
            new GgufFixture()
                .raw("tokenizer.ggml.tokens", 9, words)
                .raw("future.nested", 9, nested)
                .raw("future.flag", 7, new byte[] {1})
                .text("tokenizer.chat_template", "{{ messages }}")
                .text("general.architecture", "qwen2"));
    assertThat(header.architecture()).isEqualTo("qwen2");
    assertThat(header.chatTemplate()).isTrue();
    assertThat(header.contextLength()).isZero();
  }

  @Test
  void takesATensorOfAnUnknownTypeAsItIs() throws Exception {
    GgufHeader header = read(GgufFixture.llama().tensor("new.weight", 250, 32, 16));
    assertThat(header.tensors().get(1).size()).isEqualTo(-1);
  }

  @Test
  void refusesAnythingElse() throws Exception {
    assertRefused(new byte[0], "it is empty");
    assertRefused(new byte[] {'G'}, "does not begin with the letters GGUF");
    assertRefused(GgufFixture.llama().magic("GGML"), "does not begin with the letters GGUF");
    assertRefused(new byte[500], "does not begin with the letters GGUF");
  }

  @Test
  void knowsAGitLfsPointer() throws Exception {
    String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n";
    assertRefused(pointer.getBytes(StandardCharsets.UTF_8), "Git LFS pointer", "git lfs pull");
  }

  @Test
  void refusesOtherVersions() throws Exception {
    assertRefused(GgufFixture.llama().version(1), "version 1");
    assertRefused(GgufFixture.llama().version(4), "version 4");
    assertRefused(GgufFixture.llama().version(3 << 24), "big-endian");
  }

  @Test
  void refusesAFileThatWasCutAnywhere() throws Exception {
    byte[] whole = GgufFixture.llama().bytes();
    for (int length = 1; length < whole.length; length++) {
      Path file = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> GgufHeader.read(file))
          .as("the first %d bytes", length)
          .isInstanceOf(KitrailException.class);
    }
    assertRefused(Arrays.copyOf(whole, 60), "damaged", "does not end before the file does");
    assertRefused(
        Arrays.copyOf(whole, whole.length - 1), "the weights of tensor token_embd.weight", "cut");
  }

  @Test
  void refusesImpossibleCounts() throws Exception {
    assertRefused(GgufFixture.llama().claimPairs(-1), "18446744073709551615 metadata fields");
    assertRefused(GgufFixture.llama().claimTensors(1L << 40), "1099511627776 tensors");
    assertRefused(GgufFixture.llama().claimTensors(60_000), "damaged");
  }

  @Test
  void refusesImpossibleLengths() throws Exception {
    byte[] hugeText = GgufFixture.little(8).putLong(Long.MAX_VALUE).array();
    assertRefused(new GgufFixture().raw("general.name", 8, hugeText), "9223372036854775807 bytes");
    assertRefused(new GgufFixture().raw("some.text", 8, hugeText), "damaged");
    byte[] negativeText = GgufFixture.little(8).putLong(-5).array();
    assertRefused(new GgufFixture().raw("some.text", 8, negativeText), "damaged");
    byte[] hugeList = GgufFixture.little(12).putInt(10).putLong(1L << 61).array();
    assertRefused(new GgufFixture().raw("some.list", 9, hugeList), "2305843009213693952 elements");
    byte[] manyTexts = GgufFixture.little(12).putInt(8).putLong(50).array();
    assertRefused(new GgufFixture().raw("some.list", 9, manyTexts), "damaged");
  }

  @Test
  void refusesListsInListsWithoutEnd() throws Exception {
    var lists = GgufFixture.little(12 * 50);
    for (int i = 0; i < 50; i++) {
      lists.putInt(9).putLong(1);
    }
    assertRefused(new GgufFixture().raw("deep", 9, lists.array()), "too deeply");
  }

  @Test
  void refusesFieldsOfTheWrongType() throws Exception {
    assertRefused(new GgufFixture().u32("general.architecture", 3), "wrong type");
    assertRefused(new GgufFixture().text("general.alignment", "32"), "wrong type");
    assertRefused(new GgufFixture().raw("x", 99, new byte[8]), "unknown type 99");
    assertRefused(new GgufFixture().u32("general.alignment", 33).data(1), "alignment is 33");
  }

  @Test
  void refusesImpossibleTensors() throws Exception {
    GgufFixture big = new GgufFixture().text("general.architecture", "llama").data(64);
    assertRefused(big.tensor("t", 1, 0, 1L << 40, 1L << 40), "impossible shape");
    big = new GgufFixture().text("general.architecture", "llama").data(64);
    assertRefused(big.tensor("t", 1, 0, -4), "impossible shape");
    big = new GgufFixture().text("general.architecture", "llama").data(64);
    assertRefused(big.tensor("t", 1, 0, 1, 1, 1, 1, 1), "5 dimensions");
    big = new GgufFixture().text("general.architecture", "llama").data(64);
    assertRefused(big.tensor("t", 1, Long.MAX_VALUE - 31, 4), "weights of tensor t");
    big = new GgufFixture().text("general.architecture", "llama").data(64);
    assertRefused(big.tensor("t", 1, 7, 4), "weights of tensor t");
    big = new GgufFixture().text("general.architecture", "llama").data(64);
    assertRefused(big.tensor("x".repeat(300), 1, 0, 4), "300 bytes");
  }

  @Test
  void refusesWhatCannotBeRead() {
    assertThatThrownBy(() -> GgufHeader.read(folder.resolve("missing.gguf")))
        .isInstanceOf(KitrailException.class)
        .hasMessageContaining("Could not read the model");
    assertThatThrownBy(() -> GgufHeader.read(folder)).isInstanceOf(KitrailException.class);
  }

  @Test
  void namesTheQuantisation() throws Exception {
    for (var known : List.of("15 Q4_K_M", "7 Q8_0", "32 BF16", "4000 type 4000")) {
      String[] words = known.split(" ", 2);
      GgufFixture fixture = new GgufFixture().text("general.architecture", "llama");
      fixture.u32("general.file_type", Integer.parseInt(words[0]));
      assertThat(read(fixture).fileType()).isEqualTo(words[1]);
    }
  }
}
