package io.github.kitrail.inference.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small GGUF files, right ones and wrong ones, field by field. */
public final class GgufFixture {
  private final ByteArrayOutputStream pairs = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
  private String magic = "GGUF";
  private int version = 3;
  private long pairCount;
  private long tensorCount;
  private byte[] data = {};

  /** A llama of one tensor; loads nowhere, but its header is whole. */
  public static GgufFixture llama() {
    return new GgufFixture()
        .text("general.architecture", "llama")
        .text("general.name", "tiny")
        .u32("general.file_type", 1)
        .u32("llama.context_length", 512)
        .text("tokenizer.ggml.model", "gpt2")
        .tensor("token_embd.weight", 1, 0, 4, 8)
        .data(64);
  }

  public GgufFixture magic(String letters) {
    magic = letters;
    return this;
  }

  public GgufFixture version(int number) {
    version = number;
    return this;
  }

  public GgufFixture claimPairs(long count) {
    pairCount = count;
    return this;
  }

  public GgufFixture claimTensors(long count) {
    tensorCount = count;
    return this;
  }

  /** So many zeros as weights. */
  public GgufFixture data(int size) {
    return data(new byte[size]);
  }

  public GgufFixture data(byte[] weights) {
    data = weights;
    return this;
  }

  public GgufFixture text(String key, String value) {
    return raw(key, 8, string(value));
  }

  public GgufFixture u32(String key, int value) {
    return raw(key, 4, little(4).putInt(value).array());
  }

  /** Any field, its value given as bytes. */
  public GgufFixture raw(String key, int type, byte[] value) {
    pairs.writeBytes(string(key));
    pairs.writeBytes(little(4).putInt(type).array());
    pairs.writeBytes(value);
    pairCount++;
    return this;
  }

  public GgufFixture tensor(String name, int type, long offset, long... dimensions) {
    tensors.writeBytes(string(name));
    tensors.writeBytes(little(4).putInt(dimensions.length).array());
    for (long dimension : dimensions) {
      tensors.writeBytes(little(8).putLong(dimension).array());
    }
    tensors.writeBytes(little(4).putInt(type).array());
    tensors.writeBytes(little(8).putLong(offset).array());
    tensorCount++;
    return this;
  }

  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(magic.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(little(4).putInt(version).array());
    out.writeBytes(little(8).putLong(tensorCount).array());
    out.writeBytes(little(8).putLong(pairCount).array());
    out.writeBytes(pairs.toByteArray());
    out.writeBytes(tensors.toByteArray());
    if (data.length > 0) {
      out.writeBytes(new byte[(32 - out.size() % 32) % 32]);
      out.writeBytes(data);
    }
    return out.toByteArray();
  }

  public Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }

  static byte[] string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return little(8 + bytes.length).putLong(bytes.length).put(bytes).array();
  }

  static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
