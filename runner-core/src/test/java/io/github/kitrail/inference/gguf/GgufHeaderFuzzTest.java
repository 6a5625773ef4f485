package io.github.kitrail.inference.gguf;

import io.github.kitrail.KitrailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class GgufHeaderFuzzTest {
  /** A flipped byte anywhere is read or refused in words; nothing else may come out. */
  @Property(tries = 500)
  void damagedHeadersAreReadOrRefused(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 399) Integer> places,
      @ForAll byte replacement)
      throws IOException {
    byte[] bytes = GgufFixture.llama().tensor("blk.0.ffn_up.weight", 12, 32, 256).data(256).bytes();
    for (int place : places) {
      bytes[place % bytes.length] = replacement;
    }
    Path file = Files.createTempFile("damaged", ".gguf");
    try {
      Files.write(file, bytes);
      GgufHeader.read(file);
    } catch (KitrailException e) {
      // said in words
    } finally {
      Files.delete(file);
    }
  }
}
