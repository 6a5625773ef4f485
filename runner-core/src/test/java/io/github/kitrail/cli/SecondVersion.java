package io.github.kitrail.cli;

import io.github.kitrail.inference.gguf.GgufHeader;
import io.github.kitrail.inference.gguf.GgufTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The example's model as a later version that is worse. */
final class SecondVersion {
  private SecondVersion() {}

  /** Takes one tensor away: the model loads as before and answers nonsense. */
  static void garble(Path example) throws Exception {
    zero(example, "output_norm.weight");
  }

  static void zero(Path example, String name) throws Exception {
    Path model = example.resolve("model/faq-bot.gguf");
    byte[] bytes = Files.readAllBytes(model);
    GgufTensor tensor =
        GgufHeader.read(model).tensors().stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow();
    int from = Math.toIntExact(tensor.offset());
    Arrays.fill(bytes, from, from + Math.toIntExact(tensor.size()), (byte) 0);
    Files.write(model, bytes);
  }
}
