package io.github.kitrail.inference.engine;

import io.github.kitrail.inference.gguf.GgufHeader;
import io.github.kitrail.inference.gguf.GgufTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A way to damage the example's model.
 *
 * @param reason a regular expression that is found in what an engine has to say of it
 */
record CorruptModel(String name, String reason, Damage damage) {
  static final Path WHOLE = Path.of("../examples/faq-bot/model/faq-bot.gguf").toAbsolutePath();

  /** Changes the file's bytes, or returns others. */
  @FunctionalInterface
  interface Damage {
    byte[] done(byte[] whole) throws Exception;
  }

  static List<CorruptModel> all() {
    return List.of(
        new CorruptModel("empty", "it is empty", whole -> new byte[0]),
        new CorruptModel(
            "another format", "the letters GGUF", whole -> replaced(whole, "GGUF", "PK34")),
        new CorruptModel(
            "a Git LFS pointer",
            "git lfs pull",
            whole ->
                "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"
                    .getBytes(StandardCharsets.UTF_8)),
        new CorruptModel(
            "a header cut off", "before the file does", whole -> Arrays.copyOf(whole, 3000)),
        new CorruptModel(
            "weights cut off", "it was cut off", whole -> Arrays.copyOf(whole, whole.length - 100)),
        new CorruptModel(
            "weights that are no numbers",
            "tensor 'blk.1.ffn_up.weight' has invalid data",
            CorruptModel::noNumbers),
        new CorruptModel(
            "an architecture that nobody knows",
            "architecture:? '?qwen9",
            whole -> architecture(whole, "qwen9")),
        new CorruptModel(
            "an architecture of others",
            "key not found in model: qwen2\\.",
            whole -> architecture(whole, "qwen2")),
        new CorruptModel(
            "a tensor missing",
            "output_norm",
            whole -> replaced(whole, "output_norm.weight", "output_nork.weight")),
        new CorruptModel(
            "an unknown tokenizer", "tokenizer|vocab", whole -> replaced(whole, "gpt2", "gpt9")),
        new CorruptModel(
            "a tensor of another shape",
            "tensor 'blk.0.attn_k.weight' has offset",
            whole -> field(whole, "blk.0.attn_q.weight", 4, 32)),
        new CorruptModel(
            "a tensor of no type",
            "tensor 'blk.0.attn_q.weight' has invalid ggml type 99",
            whole -> field(whole, "blk.0.attn_q.weight", 4 + 2 * 8, 99)),
        new CorruptModel(
            "a format of the future", "version 9", whole -> field(whole, "GGUF", 0, 9)));
  }

  Path write(Path folder) throws Exception {
    return Files.write(folder.resolve("corrupt.gguf"), damage.done(Files.readAllBytes(WHOLE)));
  }

  @Override
  public String toString() {
    return name;
  }

  private static byte[] noNumbers(byte[] whole) throws Exception {
    for (GgufTensor tensor : GgufHeader.read(WHOLE).tensors()) {
      if (tensor.name().equals("blk.1.ffn_up.weight")) {
        int from = (int) tensor.offset();
        Arrays.fill(whole, from, from + (int) tensor.size(), (byte) 0xff);
      }
    }
    return whole;
  }

  private static byte[] architecture(byte[] whole, String name) {
    int value = find(whole, "general.architecture") + "general.architecture".length() + 12;
    System.arraycopy(name.getBytes(StandardCharsets.UTF_8), 0, whole, value, name.length());
    return whole;
  }

  private static byte[] replaced(byte[] whole, String text, String other) {
    byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, whole, find(whole, text), bytes.length);
    return whole;
  }

  /** Overwrites a number of 32 bits, so many bytes behind a text. */
  static byte[] field(byte[] whole, String text, int behind, int number) {
    ByteBuffer.wrap(whole)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(find(whole, text) + text.length() + behind, number);
    return whole;
  }

  private static int find(byte[] whole, String text) {
    int at = new String(whole, StandardCharsets.ISO_8859_1).indexOf(text);
    if (at < 0) {
      throw new IllegalArgumentException("no " + text);
    }
    return at;
  }

  /** The example's model, made to believe that it was trained for as much context as there is. */
  static Path boundless(Path folder) throws IOException {
    byte[] whole = field(Files.readAllBytes(WHOLE), "llama.context_length", 4, Integer.MAX_VALUE);
    return Files.write(folder.resolve("boundless.gguf"), whole);
  }
}
