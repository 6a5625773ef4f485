package io.github.kitrail.inference.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsHeaderTest {
  private static SafetensorsHeader read(byte[] file) throws IOException, KitrailException {
    return SafetensorsHeader.read("model.safetensors", new ByteArrayInputStream(file), file.length);
  }

  private static void assertRefused(byte[] file, String reason) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            KitrailException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT);
              assertThat(e.getMessage())
                  .startsWith("model.safetensors is a damaged safetensors file: ")
                  .contains(reason)
                  .doesNotContain("\n");
            });
  }

  @Test
  void readsWhatAFileSaysAboutItself() throws Exception {
    SafetensorsHeader header = read(SafetensorsFixture.twoTensors());
    assertThat(header.tensors()).isEqualTo(2);
    assertThat(header.elements()).isEqualTo(Map.of("BF16", 6L, "F32", 2L));
    assertThat(header.parameters()).isEqualTo(8);
    assertThat(header.metadata()).isEqualTo(Map.of("format", "pt", "licence", "mit"));
  }

  @Test
  void theTensorsThemselvesAreNotRead() throws Exception {
    byte[] file = SafetensorsFixture.twoTensors();
    InputStream breaking =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("this was not to be read");
          }
        };
    InputStream header = new ByteArrayInputStream(file, 0, file.length - 20);
    assertThat(
            SafetensorsHeader.read("m", new SequenceInputStream(header, breaking), file.length)
                .parameters())
        .isEqualTo(8);
  }

  @Test
  void numbersWithoutAxesEmptyTensorsAndNewTypesAreAllowed() throws Exception {
    SafetensorsHeader header =
        read(
            SafetensorsFixture.file(
                """
                {"s":{"dtype":"F32","shape":[],"data_offsets":[0,4]},
                 "e":{"dtype":"F16","shape":[0,9],"data_offsets":[4,4]},
                 "q":{"dtype":"F4","shape":[4],"data_offsets":[4,6]},
                 "n":{"data_offsets":[6,9],"dtype":"F3_E1M1","shape":[8]}}""",
                9));
    assertThat(header.parameters()).isEqualTo(1 + 4 + 8);
    assertThat(read(SafetensorsFixture.file("{}", 0)).tensors()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}|4|do not fill
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}|12|do not fill
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}|12|do not fill
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}|12|do not fill
          {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}|8|its a has not the size it claims
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}|8|has not the size
          {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}|8|impossible number
          {"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}|8|impossible number
          {"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}|8|impossible number
          {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}|8|impossible shape
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}|8|impossible number
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}|8|more than two offsets
          {"a":{"dtype":"F32","shape":[2]}}|8|not described in full
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}|8|not described as the format has it
          {"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}|8|not described as the format has it
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}|8|its a is there twice
          {"a":[]}|0|its a is no object
          {"__metadata__":{"a":1}}|0|holds something but texts
          {"__metadata__":{"a":"1","a":"2"}}|0|has a name twice
          {"__metadata__":{},"__metadata__":{}}|0|is there twice
          {}{}|0|something follows
          {"a"|0|no JSON
          [1]|0|does not begin with {
          """)
  void refusesWhatTheFormatDoesNotAllow(String header, int data, String reason) {
    assertRefused(SafetensorsFixture.file(header, data), reason);
  }

  @Test
  void refusesLengthsThatCannotBe() {
    byte[] header = "{}".getBytes(StandardCharsets.UTF_8);
    assertRefused(SafetensorsFixture.file(header, -1, 0), "header of 18446744073709551615 bytes");
    assertRefused(SafetensorsFixture.file(header, Long.MIN_VALUE, 0), "claims a header of");
    assertRefused(SafetensorsFixture.file(header, 3, 0), "header of 3 bytes");
    assertRefused(SafetensorsFixture.file(header, 1, 0), "header of 1 bytes");
    assertRefused(SafetensorsFixture.file(header, 100_000_001, 0), "header of 100000001 bytes");
    assertRefused(new byte[7], "less than 8 bytes");
    byte[] notText = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
    assertRefused(SafetensorsFixture.file(notText, notText.length, 0), "not UTF-8");
    assertThatThrownBy(
            () ->
                SafetensorsHeader.read(
                    "m", new ByteArrayInputStream(SafetensorsFixture.file(header, 90, 0)), 1000))
        .hasMessageContaining("does not end before the file does");
  }
}
