package io.github.kitrail.evidence.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredicateFileTest {
  @TempDir Path directory;

  @Test
  void readsAnyJsonObjectOfAnyType() throws Exception {
    Path file = Files.writeString(directory.resolve("p.json"), "{\"a\": [1, {\"b\": null}]}");

    Predicate predicate = PredicateFile.read("https://example.com/x", file);

    assertThat(predicate.type()).isEqualTo("https://example.com/x");
    assertThat(predicate.body().toString()).isEqualTo("{\"a\":[1,{\"b\":null}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slsa-provenance|{\"buildDefinition\":{\"buildType\":\"t:t\",\"externalParameters\":{}}}|is not"
            + " complete: https://slsa.dev/provenance/v1 requires `runDetails.builder.id`.",
        "slsaprovenance1|{}|is not complete: https://slsa.dev/provenance/v1 requires"
            + " `buildDefinition.buildType`.",
        "test-result|{\"result\":null}|is not complete:"
            + " https://in-toto.io/attestation/test-result/v0.1 requires `result`.",
        "vsa|{}|is not complete: https://slsa.dev/verification_summary/v1 requires `verifier.id`.",
        "spdx|[]|cannot be read: it is not a JSON object.",
        "spdx|{\"a\":1,\"a\":2}|cannot be read: Duplicate field 'a'.",
      })
  void refusesWhatItsTypeForbids(String type, String json, String reason) throws Exception {
    Path file = Files.writeString(directory.resolve("p.json"), json);

    assertThatThrownBy(() -> PredicateFile.read(type, file))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessage("The predicate " + file + " " + reason);
  }

  @Test
  void aSignatureIsNotAttested() {
    assertThatThrownBy(
            () -> PredicateFile.read(PredicateType.SIGNATURE, directory.resolve("p.json")))
        .hasMessage("A signature is not made from a predicate file: use `kitrail sign`.");
  }

  @Test
  void namesAMissingFileAndAHugeOne() throws Exception {
    Path missing = directory.resolve("missing.json");
    Path huge = directory.resolve("huge.json");
    try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.setLength(PredicateFile.MAX_BYTES + 1);
    }

    assertThatThrownBy(() -> PredicateFile.read("spdx", missing))
        .hasMessage("Could not read the predicate " + missing + ": there is no such file.");
    assertThatThrownBy(() -> PredicateFile.read("spdx", huge))
        .hasMessage("The predicate " + huge + " is larger than 10485760 bytes.");
  }
}
