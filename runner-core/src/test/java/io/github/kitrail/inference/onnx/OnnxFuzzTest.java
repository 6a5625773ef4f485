package io.github.kitrail.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OnnxFuzzTest {
  /** Flipped bytes anywhere are read or refused in words; nothing else may come out. */
  @Property(tries = 1000)
  void damagedFilesAreReadOrRefused(
      @ForAll @IntRange(max = 250) int first,
      @ForAll @IntRange(max = 250) int second,
      @ForAll byte replacement)
      throws IOException {
    byte[] file = OnnxFixture.externalAdder("w.bin");
    file[first % file.length] = replacement;
    file[second % file.length] = (byte) ~replacement;
    readOrRefuse(file);
  }

  @Property(tries = 300)
  void cutFilesAreReadOrRefused(@ForAll @IntRange(max = 250) int length) throws IOException {
    byte[] file = OnnxFixture.adder();
    readOrRefuse(Arrays.copyOf(file, length % file.length));
  }

  @Property(tries = 500)
  void whateverElseIsReadOrRefused(@ForAll byte[] file) throws IOException {
    readOrRefuse(file);
  }

  private static void readOrRefuse(byte[] file) throws IOException {
    try {
      OnnxModel model = OnnxModel.read("m.onnx", new ByteArrayInputStream(file), file.length);
      assertThat(model.irVersion()).isPositive();
    } catch (KitrailException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT);
    }
  }
}
