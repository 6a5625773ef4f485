package io.github.kitrail.inference.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SafetensorsHeaderFuzzTest {
  /** Flipped bytes anywhere are read or refused in words; nothing else may come out. */
  @Property(tries = 500)
  void damagedHeadersAreReadOrRefused(
      @ForAll @IntRange(max = 250) int first,
      @ForAll @IntRange(max = 250) int second,
      @ForAll byte replacement)
      throws IOException {
    byte[] file = SafetensorsFixture.twoTensors();
    file[first % file.length] = replacement;
    file[second % file.length] = (byte) ~replacement;
    try {
      SafetensorsHeader.read("m", new ByteArrayInputStream(file), file.length);
    } catch (KitrailException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT);
    }
  }
}
