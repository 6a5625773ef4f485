package io.github.kitrail.modelkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GoJsonTest {
  @Test
  void escapesWhatGoEscapes() {
    assertThat(GoJson.text(TextNode.valueOf("<a href=\"x\">&\\/\u2028\u2029\u00a0é😀\u007f")))
        .isEqualTo("\"\\u003ca href=\\\"x\\\"\\u003e\\u0026\\\\/\\u2028\\u2029\u00a0é😀\u007f\"");
    assertThat(GoJson.text(TextNode.valueOf("\b\f\n\r\t\u0000\u001f")))
        .isEqualTo("\"\\b\\f\\n\\r\\t\\u0000\\u001f\"");
  }

  @Test
  void halfASurrogatePairBecomesTheReplacementCharacter() {
    assertThat(GoJson.text(TextNode.valueOf("a\ud800b"))).isEqualTo("\"a\\ufffdb\"");
  }

  @Test
  void writesNoWhiteSpace() throws JsonProcessingException {
    String json = "{ \"b\" : [ 1, 2.50, -3e2, true, null ], \"a\" : { }, \"c\" : [ ] }";

    assertThat(GoJson.text(new ObjectMapper().readTree(json)))
        .isEqualTo("{\"b\":[1,2.5,-300,true,null],\"a\":{},\"c\":[]}");
  }

  @Property
  void anyTextIsReadBack(@ForAll String text) throws JsonProcessingException {
    String wellFormed = text.replaceAll("[\\ud800-\\udfff]", "");

    assertThat(new ObjectMapper().readTree(GoJson.text(TextNode.valueOf(wellFormed))).textValue())
        .isEqualTo(wellFormed);
  }
}
