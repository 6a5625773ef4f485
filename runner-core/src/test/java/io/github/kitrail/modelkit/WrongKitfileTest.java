package io.github.kitrail.modelkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WrongKitfileTest {
  @ParameterizedTest
  @MethodSource("wrong")
  void saysWhereAndWhat(String yaml, String sentence) {
    assertThatThrownBy(() -> KitfileReader.parse("manifestVersion: 1.0.0\n" + yaml, "Kitfile"))
        .isInstanceOfSatisfying(
            KitrailException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessage("Kitfile, line " + sentence);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        // unknown fields
        Arguments.of(
            "datset: []", "2, column 1: `datset` is not a Kitfile field; did you mean `datasets`?"),
        Arguments.of(
            "Model: {}", "2, column 1: `Model` is not a Kitfile field; did you mean `model`?"),
        Arguments.of(
            "package:\n  names: x",
            "3, column 3: `names` is not a package field; did you mean `name`?"),
        Arguments.of(
            "model:\n  path: m\n  paths: n",
            "4, column 3: `paths` is not a model field; did you mean `path`?"),
        Arguments.of(
            "model:\n  parts:\n    - path: p\n      typ: lora",
            "5, column 7: `typ` is not a model part field; did you mean `type`?"),
        Arguments.of(
            "code:\n  - path: c\n    name: x",
            "4, column 5: `name` is not a code field; known are path, description, license."),
        Arguments.of(
            "docs:\n  - path: c\n    license: x",
            "4, column 5: `license` is not a docs field; known are path, description."),
        Arguments.of(
            "datasets:\n  - path: c\n    parameter: 1",
            "4, column 5: `parameter` is not a dataset field; did you mean `parameters`?"),
        Arguments.of(
            "prompts:\n  - path: p",
            "2, column 1: `prompts` belongs to Kitfiles of newer versions of kit, not supported"
                + " yet."),
        Arguments.of("package: {}\npackage: {}", "3, column 1: `package` is given twice."),
        // wrong types
        Arguments.of("model: m", "2, column 8: `model` must be a group of fields."),
        Arguments.of("package: [a]", "2, column 10: `package` must be a group of fields."),
        Arguments.of("code: src", "2, column 7: `code` must be a list."),
        Arguments.of("code: {path: src}", "2, column 7: `code` must be a list."),
        Arguments.of("code: [src]", "2, column 8: `code[0]` must be a group of fields."),
        Arguments.of("code:\n  -", "3, column 4: `code[0]` must be a group of fields."),
        Arguments.of("model:\n  parts: p", "3, column 10: `model.parts` must be a list."),
        Arguments.of("package:\n  name: [a]", "3, column 9: `package.name` must be text."),
        Arguments.of("package:\n  authors: Ada", "3, column 12: `package.authors` must be a list."),
        Arguments.of(
            "package:\n  name: 42",
            "3, column 9: `package.name` must be text, and 42 is a number to YAML; write it in"
                + " quotes: \"42\"."),
        Arguments.of(
            "package:\n  authors: [Ada, true]",
            "3, column 18: `package.authors[1]` must be text, and true is true or false to YAML;"
                + " write it in quotes: \"true\"."),
        Arguments.of(
            "package:\n  version: true",
            "3, column 12: `package.version` must be text, and true is true or false to YAML;"
                + " write it in quotes: \"true\"."),
        Arguments.of(
            "model:\n  path: 0x10",
            "3, column 9: `model.path` must be text, and 0x10 is a number to YAML; write it in"
                + " quotes: \"0x10\"."),
        Arguments.of(
            "model:\n  name: !mine x", "3, column 9: `model.name` must be text without a tag."),
        // part types
        Arguments.of(
            "model:\n  parts:\n    - {path: p, type: -lora}",
            "4, column 23: `model.parts[0].type` must start with a letter, digit or _, and go on"
                + " with those, dots and dashes."),
        Arguments.of(
            "model:\n  parts:\n    - {path: p, type: " + "t".repeat(65) + "}",
            "4, column 23: `model.parts[0].type` has 65 characters, and 64 is the most."),
        // paths
        Arguments.of(
            "model:\n  path: /data/m",
            "3, column 9: `model.path` must be relative to the Kitfile's folder, not absolute:"
                + " /data/m."),
        Arguments.of(
            "model:\n  path: C:\\m",
            "3, column 9: `model.path` must be relative to the Kitfile's folder, not absolute:"
                + " C:\\m."),
        Arguments.of(
            "code:\n  - path: src\\main",
            "3, column 11: `code[0].path` has a backslash; write / between folders: src/main."),
        Arguments.of(
            "docs:\n  - path: ../README.md",
            "3, column 11: `docs[0].path` leaves the Kitfile's folder: ../README.md."),
        Arguments.of(
            "docs:\n  - path: a/../../b",
            "3, column 11: `docs[0].path` leaves the Kitfile's folder: a/../../b."),
        Arguments.of(
            "docs:\n  - path: \"a\\nb\"",
            "3, column 11: `docs[0].path` holds a control character."),
        Arguments.of(
            "model:\n  path: ./x/\ncode:\n  - path: x",
            "5, column 11: `code[0].path` is the same path as `model.path`: x."),
        Arguments.of(
            "datasets:\n  - path: a/../b\n  - path: b//",
            "4, column 11: `datasets[1].path` is the same path as `datasets[0].path`: b."),
        Arguments.of(
            "model:\n  path: .\ncode:\n  - description: all",
            "5, column 5: `code[0].path` and `model.path` both mean the whole folder."),
        // parameters
        Arguments.of(
            "model:\n  path: m\n  parameters:\n    a:\n      b: .inf",
            "6, column 10: `model.parameters` has the number .inf, which JSON has not."),
        Arguments.of(
            "model:\n  path: m\n  parameters:\n    1: one",
            "5, column 5: a key in `model.parameters` must be text, and 1 is a number to YAML; write"
                + " it in quotes."),
        Arguments.of(
            "model:\n  path: m\n  parameters:\n    ? [a]\n    : one",
            "5, column 7: a key in `model.parameters` must be text."),
        Arguments.of(
            "model:\n  path: m\n  parameters:\n    a: 1\n    a: 2",
            "6, column 5: `a` is given twice."),
        Arguments.of(
            "model:\n  path: m\n  parameters:\n    a: !!binary aGk=",
            "5, column 8: `model.parameters` has a value with the tag !!binary, which JSON has"
                + " not."),
        Arguments.of(
            "model:\n  path: m\n  parameters: &a\n    b: *a",
            "4, column 15: an anchor in `model.parameters` contains itself."),
        Arguments.of(
            "model:\n  path: m\n  parameters:\n    <<: 1",
            "5, column 9: `<<` must be an alias of a group of fields, or a list of such."),
        // no YAML
        Arguments.of(
            "model: {path: m", "2, column 16: expected ',' or '}', but got <stream end>."));
  }

  @Test
  void aMissingVersionSaysWhatToWrite() {
    assertThatThrownBy(() -> KitfileReader.parse("package: {name: x}\n", "Kitfile"))
        .hasMessage(
            "Kitfile, line 1, column 1: `manifestVersion` is missing; write manifestVersion:"
                + " 1.0.0.");
  }

  @Test
  void anotherMajorVersionIsRefused() {
    assertThatThrownBy(() -> KitfileReader.parse("manifestVersion: 2.0.0\n", "Kitfile"))
        .hasMessage(
            "Kitfile, line 1, column 18: Kitrail reads Kitfiles of version 1.0.0, not 2.0.0, in"
                + " `manifestVersion`.");
  }

  @Test
  void anEmptyFileSaysSo() {
    assertThatThrownBy(() -> KitfileReader.parse("", "Kitfile")).hasMessage("Kitfile is empty.");
    assertThatThrownBy(() -> KitfileReader.parse("# nothing\n", "src/Kitfile"))
        .hasMessage("src/Kitfile is empty.");
  }

  @Test
  void aliasesThatMultiplyAreStopped() {
    StringBuilder yaml = new StringBuilder("manifestVersion: 1.0.0\nmodel:\n  parameters:\n");
    yaml.append("    a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i <= 5; i++) {
      yaml.append("    a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9)));
    }
    assertThatThrownBy(() -> KitfileReader.parse(yaml.toString(), "Kitfile"))
        .hasMessageContaining("more than 100000 values, aliases included");
  }
}
