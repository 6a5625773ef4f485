package io.github.kitrail.inference.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlDocument;
import io.github.kitrail.yaml.YamlMapping;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VariablesTest {
  private static final Variables CITY =
      new Variables(Map.of("city", "Paris", "Best food", "{{x}}"));

  private static YamlMapping filled(String yaml) throws KitrailException {
    return YamlDocument.parse(yaml, "smoke.yaml").changed(CITY, Set.of("vars"));
  }

  @Test
  void fillsTextsWhereverTheyAre() throws Exception {
    YamlMapping mapping =
        filled(
            """
            a: "{{city}}, {{ city }}!"
            b: [{c: "in {{city}}"}]
            plain: in {{city}}
            d: |
              {{Best food}}
            literal: '\\{{city}} and { {city} }'
            vars: {z: "{{y}}"}
            """);
    assertThat(mapping.require("a").text()).isEqualTo("Paris, Paris!");
    assertThat(mapping.list("b").get(0).mapping().require("c").text()).isEqualTo("in Paris");
    assertThat(mapping.require("plain").text()).isEqualTo("in Paris");
    // What a variable contains is no template.
    assertThat(mapping.require("d").text()).isEqualTo("{{x}}\n");
    assertThat(mapping.require("literal").text()).isEqualTo("{{city}} and { {city} }");
    assertThat(mapping.require("vars").mapping().require("z").text()).isEqualTo("{{y}}");
  }

  @Test
  void whatIsFilledInIsTextAndKeepsItsPlace() throws Exception {
    YamlMapping mapping =
        YamlDocument.parse("x: 1\na: \"{{v}}\"\n", "smoke.yaml")
            .changed(new Variables(Map.of("v", "null")), Set.of());
    assertThat(mapping.require("a").text()).isEqualTo("null");
    assertThatThrownBy(() -> mapping.require("a").integer(0, 1))
        .hasMessageStartingWith("smoke.yaml, line 2, column 4");
  }

  @Test
  void anUnknownNameIsAnErrorAtItsPlace() {
    assertThatThrownBy(() -> filled("a:\n  - {b: \"to {{citty}}\"}"))
        .isInstanceOf(KitrailException.class)
        .hasMessageStartingWith("smoke.yaml, line 2, column 13: there is no variable `citty`")
        .hasMessageEndingWith("did you mean `{{city}}`?");
    assertThatThrownBy(() -> filled("a: \"{{country}}\""))
        .hasMessageEndingWith("known are Best food, city.");
    assertThatThrownBy(() -> filled("a: {{city}}"))
        .hasMessageContaining("a text that begins with `{` needs quotes");
  }

  @Test
  void anAnchorInItselfIsAnErrorAndASharedOneIsFilledForAll() throws Exception {
    assertThatThrownBy(() -> filled("a: &x [*x]")).hasMessageContaining("contains itself");
    YamlMapping shared = filled("a: &x [\"{{city}}\"]\nb: *x");
    assertThat(shared.list("b").get(0).text()).isEqualTo("Paris");
  }

  @Test
  void readsTextsByName() throws Exception {
    assertThat(Variables.read(YamlDocument.parse("{a: 1.0, b: x}", "smoke.yaml")))
        .isEqualTo(Map.of("a", "1.0", "b", "x"));
    assertThatThrownBy(() -> Variables.read(YamlDocument.parse("a: [1]", "smoke.yaml")))
        .hasMessageContaining("`a` must be text");
    assertThatThrownBy(() -> Variables.read(YamlDocument.parse("'{a}': 1", "smoke.yaml")))
        .hasMessageContaining("a word without braces");
  }
}
