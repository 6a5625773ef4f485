package io.jenkins.plugins.kitrail.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepDefaultsTest {
  private static final String ROOT = "trusted_root.json";

  @Test
  void onlyWhatIsSetIsAVariable() {
    assertThat(StepDefaults.NONE.sigstore()).isEmpty();
    assertThat(new StepDefaults(null, null, "/etc/root.json", "{}", null).sigstore())
        .containsOnlyKeys("KITRAIL_TRUSTED_ROOT", "KITRAIL_SIGNING_CONFIG")
        .containsEntry("KITRAIL_TRUSTED_ROOT", "/etc/root.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/sigstore/trusted_root.json",
        "C:\\sigstore\\trusted_root.json",
        "{\"mediaType\": \"application/vnd.dev.sigstore.trustedroot+json;version=0.1\"}"
      })
  void aPathOrAContentMayBeRight(String value) {
    assertThat(StepDefaults.problem(ROOT, value)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"keys\": []}"})
  void anyOtherJsonIsNone(String value) {
    assertThat(StepDefaults.problem(ROOT, value)).startsWith("This is no trusted_root.json");
  }

  @Test
  void severalLinesAreNoPath() {
    assertThat(StepDefaults.problem(ROOT, "-----BEGIN\nCERTIFICATE")).contains("begins with {");
  }
}
