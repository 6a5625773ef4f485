package io.github.kitrail.evidence.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationSummaryTest {
  private static final String VALID =
      "{'verifier':{'id':'https://example.com/gate'},'timeVerified':'2026-11-22T00:00:00Z',"
          + "'resourceUri':'oci://example.com/demo','policy':{'uri':'https://example.com/p'},"
          + "'inputAttestations':[{'digest':{'sha256':'ab'}}],'verificationResult':'PASSED',"
          + "'verifiedLevels':['SLSA_BUILD_LEVEL_2'],'dependencyLevels':{'SLSA_BUILD_LEVEL_1':2},"
          + "'slsaVersion':'1.2','ours':1}";

  @TempDir Path directory;

  @Test
  void takesAWholeSummaryAsItIs() throws Exception {
    Predicate predicate = PredicateFile.read("vsa", file(VALID));

    assertThat(predicate.type()).isEqualTo(PredicateType.VERIFICATION_SUMMARY);
    assertThat(predicate.body().toString()).isEqualTo(VALID.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'https://example.com/gate'|'gate'|verifier.id|an absolute URI",
        "'2026-11-22T00:00:00Z'|'yesterday'|timeVerified|a time in RFC 3339",
        "'oci://example.com/demo'|7|resourceUri|an absolute URI",
        "{'uri':'https://example.com/p'}|{}|policy|an object with uri or digest",
        "{'sha256':'ab'}|{}|inputAttestations|a list of objects with uri or digest",
        "'PASSED'|'passed'|verificationResult|PASSED or FAILED",
        "['SLSA_BUILD_LEVEL_2']|[2]|verifiedLevels|a list of texts",
        "{'SLSA_BUILD_LEVEL_1':2}|{'a':-1}|dependencyLevels|an object of whole numbers, none below 0",
        "'1.2'|1.2|slsaVersion|a text",
      })
  void namesTheFieldThatIsNotInItsForm(String good, String bad, String field, String words)
      throws Exception {
    Path file = file(VALID.replace(good, bad));

    assertThatThrownBy(() -> PredicateFile.read("vsa", file))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessage(
            "The predicate %s is not valid: %s wants `%s` to be %s.",
            file, PredicateType.VERIFICATION_SUMMARY, field, words);
  }

  @Test
  void theLevelsAreRequired() throws Exception {
    Path file = file(VALID.replace("'verifiedLevels'", "'levels'"));

    assertThatThrownBy(() -> PredicateFile.read("vsa", file))
        .hasMessageContaining("is not complete")
        .hasMessageContaining("requires `verifiedLevels`.");
  }

  private Path file(String json) throws Exception {
    return Files.writeString(directory.resolve("p.json"), json.replace('\'', '"'));
  }
}
