package io.github.kitrail.evidence.bom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.cyclonedx.model.LicenseChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicencesTest {
  private static LicenseChoice of(String text) {
    return Objects.requireNonNull(Licences.of(text));
  }

  @ParameterizedTest
  @CsvSource({"Apache-2.0,Apache-2.0", "mit,MIT", "CC0-1.0,CC0-1.0", "LGPL-2.1+,LGPL-2.1+"})
  void identifiersOfSpdx(String text, String id) {
    assertThat(of(text).getLicenses())
        .singleElement()
        .extracting("id", "name")
        .containsExactly(id, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Apache 2", "gemma", "https://opensource.org/licenses/MIT", "MIT or so", "AND"})
  void anythingElseIsAName(String text) {
    assertThat(of(text).getExpression()).isNull();
    assertThat(of(text).getLicenses())
        .singleElement()
        .extracting("id", "name")
        .containsExactly(null, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MIT OR Apache-2.0",
        "(MIT AND BSD-3-Clause) OR LicenseRef-own",
        "GPL-2.0-or-later WITH Classpath-exception-2.0"
      })
  void expressions(String text) {
    assertThat(of(text).getExpression().getValue()).isEqualTo(text);
    assertThat(of(text).getLicenses()).isNullOrEmpty();
  }

  @Test
  void noLicence() {
    assertThat(Licences.of(null)).isNull();
    assertThat(Licences.of(" ")).isNull();
  }
}
