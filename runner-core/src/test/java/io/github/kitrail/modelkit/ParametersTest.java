package io.github.kitrail.modelkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
  /** Expected is what yaml.v3 3.0.1 and encoding/json made of the same text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          true                          | true
          True                          | true
          TRUE                          | true
          tRue                          | "tRue"
          false                         | false
          yes                           | "yes"
          no                            | "no"
          on                            | "on"
          y                             | "y"
          null                          | null
          ~                             | null
          nULL                          | "nULL"
          "true"                        | "true"
          '1'                           | "1"
          1                             | 1
          +1                            | 1
          -1                            | -1
          -0                            | 0
          007                           | 7
          08                            | 8
          0777                          | 511
          0o17                          | 15
          0x1F                          | 31
          -0x10                         | -16
          0b101                         | 5
          -0b11                         | -3
          1_000                         | 1000
          0x_FF                         | 255
          _1                            | "_1"
          1__0                          | 10
          9223372036854775807           | 9223372036854775807
          18446744073709551615          | 18446744073709551615
          18446744073709551616          | 18446744073709552000
          -9223372036854775808          | -9223372036854775808
          -9223372036854775809          | -9223372036854776000
          0777777777777777777777777     | 7.777777777777778e+23
          1.0                           | 1
          1.                            | 1
          1.5e3                         | 1500
          1e-9                          | 1e-9
          1e400                         | "1e400"
          +.5                           | 0.5
          .5_0                          | 0.5
          ._5                           | "._5"
          1.2.3                         | "1.2.3"
          1:30                          | "1:30"
          0x                            | "0x"
          0o8                           | "0o8"
          2024-01-01                    | "2024-01-01T00:00:00Z"
          2024-1-2                      | "2024-01-02T00:00:00Z"
          2023-02-29                    | "2023-02-29"
          2024-01-01T10:20:30Z          | "2024-01-01T10:20:30Z"
          2024-01-01t1:2:3.5+05:30      | "2024-01-01T01:02:03.5+05:30"
          2024-01-01 10:20:30.123456789 | "2024-01-01T10:20:30.123456789Z"
          2024-01-01 10:20:30Z          | "2024-01-01 10:20:30Z"
          2024-01-01T10:20:30           | "2024-01-01T10:20:30"
          2024-01-01T10:20:30.5-00:00   | "2024-01-01T10:20:30.5Z"
          a <b> & c                     | "a \\u003cb\\u003e \\u0026 c"
          !!str 12                      | "12"
          !!int "12"                    | 12
          !!float 12                    | 12
          []                            | []
          {}                            | {}
          [a, [1, null], {b: 2, a: 1}]  | ["a",[1,null],{"a":1,"b":2}]
          """)
  void aScalarMeansWhatItMeansToKit(String yaml, String json) throws KitrailException {
    assertThat(read("x: " + yaml)).isEqualTo("{\"x\":" + json + "}");
  }

  @Test
  void keysAreSortedByTheirBytes() throws KitrailException {
    assertThat(
            read("b: 1\na: 2\nB: 3\né: 4\n\"\\U0001F600\": 5\n\"\\uFF01\": 6\n\"10\": 7\n\"9\": 8"))
        .isEqualTo("{\"10\":7,\"9\":8,\"B\":3,\"a\":2,\"b\":1,\"é\":4,\"！\":6,\"😀\":5}");
  }

  @Test
  void aliasesAreCopies() throws KitrailException {
    assertThat(read("a: &x [1, 2]\nb: *x\nc: &y z\nd: *y"))
        .isEqualTo("{\"a\":[1,2],\"b\":[1,2],\"c\":\"z\",\"d\":\"z\"}");
  }

  @Test
  void mergeKeysFillInWhatIsMissing() throws KitrailException {
    assertThat(
            read(
                """
                one: &one {a: 1, b: 1}
                two: &two {b: 2, c: 2}
                both:
                  <<: [*one, *two]
                  a: 0
                single: {<<: *one}
                quoted: {"<<": text}
                """))
        .isEqualTo(
            "{\"both\":{\"a\":0,\"b\":1,\"c\":2},\"one\":{\"a\":1,\"b\":1},"
                + "\"quoted\":{\"\\u003c\\u003c\":\"text\"},\"single\":{\"a\":1,\"b\":1},"
                + "\"two\":{\"b\":2,\"c\":2}}");
  }

  @Test
  void severalLinesAreOneText() throws KitrailException {
    assertThat(read("a: |\n  one\n  two\nb: >-\n  one\n  two"))
        .isEqualTo("{\"a\":\"one\\ntwo\\n\",\"b\":\"one two\"}");
  }

  @Test
  void anySpellingOfTheSameJsonIsEqual() {
    assertThat(new Parameters("{ \"b\": 1.0, \"a\": [ 2e0 ] }"))
        .isEqualTo(new Parameters("{\"a\":[2],\"b\":1}"))
        .extracting(Parameters::json)
        .isEqualTo("{\"a\":[2],\"b\":1}");
  }

  @Test
  void otherTextIsRefused() {
    assertThatThrownBy(() -> new Parameters("{a: 1}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Parameters("1 2")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Parameters("")).isInstanceOf(IllegalArgumentException.class);
  }

  private static String read(String yaml) throws KitrailException {
    String kitfile = "manifestVersion: 1.0.0\nmodel:\n  path: m\n  parameters:\n" + yaml.indent(4);
    Kitfile.Model model = Objects.requireNonNull(KitfileReader.parse(kitfile, "Kitfile").model());
    return Objects.requireNonNull(model.parameters()).json();
  }
}
