package io.github.kitrail.dev.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.inference.engine.Sampling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every sampling parameter, from its field on the page to the engine. */
class ParametersPagePeerTest extends PagePeerTest {
  private static final Map<String, String> VALUES = values();
  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";

  private static final Sampling CHANGED =
      new Sampling(
          77, 0.25, 0.5, 7, 0.125, 1.5, 99, 0.75, -0.5, 4711, List.of("\n\n", "a\\b"), SCHEMA);

  private static Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("temperature", "0.25");
    values.put("max_tokens", "77");
    values.put("seed", "4711");
    values.put("top_p", "0.5");
    values.put("top_k", "7");
    values.put("min_p", "0.125");
    values.put("repeat_penalty", "1.5");
    values.put("repeat_last_n", "99");
    values.put("presence_penalty", "0.75");
    values.put("frequency_penalty", "-0.5");
    values.put("stop", "\\n\\n\na\\\\b");
    values.put("json_schema", SCHEMA);
    return values;
  }

  private static String field(String name) {
    return "#parameter-" + name;
  }

  private static Sampling asked(Tab tab, ServedPage page) throws Exception {
    say(tab, "Hello");
    return page.model().asked().sampling();
  }

  @Test
  void eachOneChangesTheRequestAndIsReset() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      Sampling defaults = asked(tab, page);
      assertThat(tab.count("#parameters [id^=parameter-]:is(input, textarea)"))
          .isEqualTo(VALUES.size());
      for (Map.Entry<String, String> value : VALUES.entrySet()) {
        tab.fill(field(value.getKey()), value.getValue());
      }
      assertThat(tab.count(".parameter.changed")).isEqualTo(VALUES.size());
      assertThat(asked(tab, page)).isEqualTo(CHANGED);

      tab.click(".parameter:has(" + field("temperature") + ") button");
      assertThat(asked(tab, page))
          .isEqualTo(CHANGED.change().temperature(defaults.temperature()).build());
      tab.reload();
      assertThat(asked(tab, page).topK()).isEqualTo(7);

      tab.click("#reset-all");
      assertThat(tab.count(".parameter.changed")).isZero();
      assertThat(asked(tab, page)).isEqualTo(defaults);
      assertThat(tab.complaints()).isEmpty();
    }
  }

  @Test
  void eachTellsItsDefaultAndShowsIt() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      assertThat(tab.text(".parameter:has(" + field("top_k") + ") .default"))
          .isEqualTo("Default: 40.");
      assertThat(tab.evaluate("document.querySelector('#parameter-top_k').value").asText())
          .isEqualTo("40");
    }
  }

  @Test
  void aSliderMovesTheValue() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      tab.click(".parameter:has(" + field("temperature") + ") input[type=range]");
      assertThat(asked(tab, page).temperature()).isEqualTo(1.0);
    }
  }

  @Test
  void whatIsNotRightIsToldAndNotSent() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      tab.fill(field("top_p"), "1.5");
      assertThat(tab.text(field("top_p") + "-complaint"))
          .isEqualTo("It must be a number from 0 to 1.");
      tab.fill(field("top_k"), "2.5");
      assertThat(tab.text(field("top_k") + "-complaint")).isEqualTo("It must be a whole number.");
      tab.fill(field("json_schema"), "{\"type\":");
      assertThat(tab.text(field("json_schema") + "-complaint")).startsWith("It is no JSON: ");
      tab.click("#composer-text");
      tab.type("Hello");
      tab.press("Enter");
      tab.until("!document.querySelector('#notice').hidden");
      assertThat(tab.text("#notice"))
          .isEqualTo("Top P is not right. It must be a number from 0 to 1.");
      assertThat(tab.evaluate("document.querySelector('#composer-text').value").asText())
          .isEqualTo("Hello");
      assertThat(page.model().isAskedMore()).isFalse();

      for (String name : List.of("top_p", "top_k", "json_schema")) {
        tab.click(".parameter:has(" + field(name) + ") button");
      }
      tab.click("#composer-text");
      tab.press("Enter");
      assertThat(page.model().asked().sampling().topP()).isEqualTo(0.95);
    }
  }

  @Test
  void eachConversationHasItsOwn() throws Exception {
    try (ServedPage page = ServedPage.start()) {
      Tab tab = open(page);
      tab.fill(field("seed"), "5");
      assertThat(asked(tab, page).seed()).isEqualTo(5);
      tab.pressWithCtrl("k");
      assertThat(tab.count("article")).isZero();
      assertThat(asked(tab, page).seed()).isEqualTo(-1);
      tab.click("#conversations li:not(.current) .open");
      assertThat(asked(tab, page).seed()).isEqualTo(5);
    }
  }
}
