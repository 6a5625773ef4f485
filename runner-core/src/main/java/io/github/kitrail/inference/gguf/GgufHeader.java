package io.github.kitrail.inference.gguf;

import io.github.kitrail.KitrailException;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a GGUF file says about itself before its weights begin.
 *
 * @param version of the format, 2 or 3
 * @param architecture such as {@code llama}; null in the later files of a split model
 * @param name the model's name, when it has one
 * @param baseName what it calls the model that it is, or was made from, when it says so
 * @param type {@code model}, {@code adapter}, {@code mmproj} …
 * @param fileType how the weights are quantised, such as {@code Q4_K_M}, when it says so
 * @param contextLength tokens that the model was trained to look at, 0 when it does not say
 * @param chatTemplateDigest of its chat template in UTF-8, when it brings one
 * @param tokenizer the kind of its tokenizer, such as {@code gpt2}, when it has one
 * @param splitCount files that the model is split over, 1 when it is whole
 * @param tensors in the file's order
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">The format</a>
 */
public record GgufHeader(
    int version,
    @Nullable String architecture,
    @Nullable String name,
    @Nullable String baseName,
    String type,
    @Nullable String fileType,
    long contextLength,
    @Nullable Digest chatTemplateDigest,
    @Nullable String tokenizer,
    int splitCount,
    List<GgufTensor> tensors) {
  public GgufHeader {
    tensors = List.copyOf(tensors);
  }

  /**
   * Reads the header and checks it against the file's size; the weights themselves are not read.
   * Memory is bounded whatever the file says.
   *
   * @throws KitrailException BAD_INPUT when the file cannot be read, is no GGUF, or is damaged
   */
  public static GgufHeader read(Path file) throws KitrailException {
    return GgufReader.read(file);
  }

  /**
   * The same for a file that comes as a stream, of which only the header is read.
   *
   * @param name of the file, for messages
   * @param size bytes of the whole file
   * @throws KitrailException BAD_INPUT when it is no GGUF, or is damaged
   * @throws IOException from the stream
   */
  public static GgufHeader read(String name, InputStream in, long size)
      throws IOException, KitrailException {
    return GgufReader.read(new GgufInput(name, in, size));
  }

  /** Whether it brings a chat template. */
  public boolean chatTemplate() {
    return chatTemplateDigest != null;
  }

  /** How many numbers all tensors of this file hold. */
  public long parameters() {
    return tensors.stream().mapToLong(GgufTensor::elements).sum();
  }

  /** Whether this is a LoRA or the like, which changes a base model. */
  public boolean isAdapter() {
    return type.equals("adapter");
  }
}
