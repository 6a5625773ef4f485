package io.github.kitrail.modelkit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoNumberTest {
  /** Expected is what Go's encoding/json and yaml.v3 wrote. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0,                       0,                       0
          -0.0,                    -0,                      -0
          1,                       1,                       1
          0.1,                     0.1,                     0.1
          0.000001,                0.000001,                1e-06
          0.0000009999,            9.999e-7,                9.999e-07
          1e-7,                    1e-7,                    1e-07
          123456,                  123456,                  123456
          1234567,                 1234567,                 1.234567e+06
          999999.5,                999999.5,                999999.5
          1000000,                 1000000,                 1e+06
          100000000000000000000,   100000000000000000000,   1e+20
          1e21,                    1e+21,                   1e+21
          1.5e300,                 1.5e+300,                1.5e+300
          5e-324,                  5e-324,                  5e-324
          1.7976931348623157e308,  1.7976931348623157e+308, 1.7976931348623157e+308
          2.2250738585072014e-308, 2.2250738585072014e-308, 2.2250738585072014e-308
          9007199254740993,        9007199254740992,        9.007199254740992e+15
          5.684341886080802e-14,   5.684341886080802e-14,   5.684341886080802e-14
          -1531565211725203.75,    -1531565211725203.8,     -1.5315652117252038e+15
          0.0001,                  0.0001,                  0.0001
          0.00001234,              0.00001234,              1.234e-05
          """)
  void isPrintedAsGoPrintsIt(double number, String json, String yaml) {
    assertThat(GoNumber.json(number)).isEqualTo(json);
    assertThat(GoNumber.yaml(number)).isEqualTo(yaml);
  }

  @Property
  void readsBackAsTheSameNumber(@ForAll double number) {
    assertThat(Double.parseDouble(GoNumber.json(number))).isEqualTo(number);
    assertThat(Double.parseDouble(GoNumber.yaml(number))).isEqualTo(number);
  }
}
