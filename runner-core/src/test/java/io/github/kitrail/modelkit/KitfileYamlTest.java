package io.github.kitrail.modelkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KitfileYamlTest {
  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void isTheFileThatKitUnpacks(String compression) throws KitrailException {
    Kitfile kitfile = KitfileConfig.parse(Golden.file(compression + "/config.json"));

    assertThat(KitfileYaml.write(kitfile)).isEqualTo(Golden.UNPACKED_KITFILE);
  }

  @Test
  void parametersAreLaidOutAsKitLaysThemOut() throws KitrailException {
    String longKey = "k".repeat(130);
    String config =
        """
        {"manifestVersion": "1.0.0", "package": {}, "docs": [{"path": ""}], "model": {"path": "m",
         "parameters": {"layer10": 1, "layer2": 2, "layer1a": 3, "B": [], "a": {}, "_x": null,
          "01": 1.5, "1": true, "yes": "no", "": "empty", "million": 1000000, "n": -3,
          "multi\\nline": ["a", ["b", "c"], {"d": "e", "f": ["g"]}], "%s": {"v": 1},
          "text": "one\\ntwo\\n"}}}
        """
            .formatted(longKey);

    assertThat(KitfileYaml.write(KitfileConfig.parse(config.getBytes(UTF_8))))
        .isEqualTo(
            """
            manifestVersion: 1.0.0
            model:
              path: m
              parameters:
                "": empty
                _x: null
                "1": true
                "01": 1.5
                B: []
                a: {}
                ? %s
                : v: 1
                layer1a: 3
                layer2: 2
                layer10: 1
                million: 1e+06
                ? |-
                  multi
                  line
                : - a
                  - - b
                    - c
                  - d: e
                    f:
                      - g
                "n": -3
                text: |
                  one
                  two
                "yes": "no"
            docs:
              - path: ""
            """
                .formatted(longKey));
  }

  @Test
  void integersKeepTheirDigitsWhereKitLosesThem() throws KitrailException {
    String yaml =
        "manifestVersion: 1.0.0\nmodel:\n  path: m\n  parameters:\n    seed: 9007199254740993\n";

    assertThat(KitfileYaml.write(KitfileReader.parse(yaml, "Kitfile"))).isEqualTo(yaml);
  }

  @Test
  void aKeyThatLooksLikeAMergeStaysAKey() throws KitrailException {
    Kitfile kitfile =
        KitfileConfig.parse(
            "{\"manifestVersion\":\"1\",\"model\":{\"path\":\"m\",\"parameters\":{\"<<\":\"<<\"}}}"
                .getBytes(UTF_8));

    assertThat(KitfileYaml.write(kitfile)).endsWith("\n    \"<<\": <<\n");
  }

  /** Expected is what kit info --filter printed, but for the last two, which make it crash. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          .package.authors              | - Ada;- Bob;
          .model.parameters             | nested:;  a:;    - 1;    - two;    - true;  b: 2;temperature: 0.5;
          package.name                  | golden;
          model.path                    | model;
          docs                          | - path: docs/README.md;  description: readme;
          .model.parameters.nested.a    | - 1;- two;- true;
          .model.parameters.temperature | 0.5;
          """)
  void onePartIsShownAsKitShowsIt(String path, String yaml) throws KitrailException {
    Kitfile kitfile = KitfileConfig.parse(Golden.file("none/config.json"));

    assertThat(KitfileYaml.write(kitfile, path)).isEqualTo(yaml.replace(';', '\n'));
  }

  @Test
  void aPartThatIsNotThereIsNamed() throws KitrailException {
    Kitfile kitfile = KitfileConfig.parse(Golden.file("none/config.json"));

    assertThatThrownBy(() -> KitfileYaml.write(kitfile, "model.parameters.heat"))
        .hasMessage(
            "The Kitfile has no \"model.parameters.heat\": there is nothing called \"heat\" there.");
  }

  @Property(tries = 500)
  @Domain(KitfileDomain.class)
  void whatIsWrittenIsReadBack(@ForAll Kitfile kitfile) throws KitrailException {
    String yaml = KitfileYaml.write(kitfile);

    assertThat(KitfileReader.parse(yaml, "Kitfile")).describedAs(yaml).isEqualTo(kitfile);
  }

  @Test
  void digestsOfLayersStayInTheConfig() throws KitrailException {
    Kitfile kitfile =
        KitfileReader.parse("manifestVersion: 1.0.0\ncode: [{path: c}]\n", "Kitfile")
            .withLayerInfo(List.of(new LayerInfo(Digest.of(new byte[0]), null)));

    assertThat(KitfileYaml.write(kitfile))
        .isEqualTo("manifestVersion: 1.0.0\ncode:\n  - path: c\n");
  }
}
