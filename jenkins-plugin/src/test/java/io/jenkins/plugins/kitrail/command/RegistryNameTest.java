package io.jenkins.plugins.kitrail.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryNameTest {
  @ParameterizedTest
  @CsvSource({
    "acme/faq:1, r.example.com/acme/faq:1",
    "'acme/faq:1,latest', 'r.example.com/acme/faq:1,latest'",
    "faq, r.example.com/faq",
    "localhost/faq:1, r.example.com/localhost/faq:1",
    "ghcr.io/acme/faq:1, ghcr.io/acme/faq:1",
    "localhost:5000/faq:1, localhost:5000/faq:1",
    "store:acme/faq:1, store:acme/faq:1",
    "oci:layout:1, oci:layout:1"
  })
  void onlyANameWithoutARegistryGetsIt(String given, String expected) {
    assertThat(RegistryName.in(List.of("verify", "--key=k", "--", given), "r.example.com"))
        .containsExactly("verify", "--key=k", "--", expected);
    assertThat(RegistryName.in(List.of("publish", "--tag=" + given, "--", "."), "r.example.com"))
        .containsExactly("publish", "--tag=" + expected, "--", ".");
  }

  @Test
  void foldersAndOtherOptionsStay() {
    List<String> line = List.of("run", "--file=Kitfile", "--", "kit");
    assertThat(RegistryName.in(line, "r.example.com")).isEqualTo(line);
    List<String> test = List.of("test", "--", "kit");
    assertThat(RegistryName.in(test, "r.example.com")).isEqualTo(test);
    assertThat(RegistryName.in(List.of("promote", "--", "a:1", "b:1"), "r.example.com/x"))
        .containsExactly("promote", "--", "r.example.com/x/a:1", "r.example.com/x/b:1");
  }

  @Test
  void withoutADefaultNothingChanges() {
    List<String> line = List.of("verify", "--", "faq:1");
    assertThat(RegistryName.in(line, null)).isSameAs(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r.example.com", "localhost:5000", "ghcr.io/acme/models"})
  void aRegistryIsOne(String name) {
    assertThat(RegistryName.problem(name)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://r.example.com, Leave out https://.",
    "registry, needs a dot or a port",
    "R.example.com, in lower case",
    "'r.example.com acme', in lower case",
    "r.example.com/, in lower case",
    "r.example.com/a:1, in lower case"
  })
  void whatIsNoneIsSaid(String name, String problem) {
    assertThat(RegistryName.problem(name)).contains(problem);
  }
}
