package io.github.kitrail.inference.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.inference.report.CaseResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StructuralFuzzTest {
  private static final String[] NAMES = {
    "m.onnx",
    "m.gguf",
    "m.safetensors",
    "m.h5",
    "m.keras",
    "m.npz",
    "m.npy",
    "m.tflite",
    "m.pkl",
    "saved_model.pb",
    "m.safetensors.index.json",
    "m.gz",
    "m.bin"
  };
  private static final String[] HEADS = {
    "",
    "GGUF\3",
    "PK\3\4",
    "PK\5\6",
    "\u0089HDF\r\n\u001a\n",
    "\u0093NUMPY\1\0",
    "\u0080\4",
    "\u001f\u008b\b",
    "\0\0\0\0TFL3",
    "\b\b",
    "{\"weight_map\": {"
  };

  /**
   * Whatever is in a file, and whatever it is called: a result comes out, and no failure of ours.
   */
  @Property(tries = 1500)
  void anyFileHasAResult(
      @ForAll @IntRange(max = 12) int name,
      @ForAll @IntRange(max = 10) int head,
      @ForAll byte[] rest)
      throws Exception {
    Path file = Files.createTempFile("kitrail-fuzz", ".bin");
    try {
      Files.write(file, content(HEADS[head], rest));
      List<CaseResult> results = StructuralChecks.run(new TreeMap<>(Map.of(NAMES[name], file)));
      assertThat(results).hasSize(2);
      assertThat(results).allSatisfy(it -> assertThat(it.error()).isNull());
    } finally {
      Files.delete(file);
    }
  }

  private static byte[] content(String head, byte[] rest) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(rest);
    return out.toByteArray();
  }
}
