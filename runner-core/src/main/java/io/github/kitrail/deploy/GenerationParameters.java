package io.github.kitrail.deploy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Those of a Kitfile's model parameters that servers know, under Ollama's names, which are also
 * llama.cpp's. Kitfile parameters may be anything, so what does not fit is a warning, no error.
 *
 * @param byName every known name; empty text where the Kitfile says nothing
 * @param stops texts that end an answer
 */
record GenerationParameters(Map<String, Object> byName, List<String> stops, List<String> warnings) {
  private static final List<String> NUMBERS =
      List.of(
          "temperature",
          "top_p",
          "min_p",
          "typical_p",
          "repeat_penalty",
          "presence_penalty",
          "frequency_penalty");
  private static final List<String> INTEGERS =
      List.of("top_k", "repeat_last_n", "num_predict", "num_ctx", "seed");

  static GenerationParameters of(RenderFacts facts) {
    Map<String, Object> byName = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    for (String name : NUMBERS) {
      byName.put(name, number(name, facts.parameters().get(name), false, warnings));
    }
    for (String name : INTEGERS) {
      byName.put(name, number(name, facts.parameters().get(name), true, warnings));
    }
    if ("".equals(byName.get("num_ctx")) && facts.contextLength() != null) {
      byName.put("num_ctx", facts.contextLength().toString());
    }
    List<String> stops = stops(facts.parameters().get("stop"), warnings);
    return new GenerationParameters(byName, stops, warnings);
  }

  /** The known ones that have a value: its {@code key} and {@code number}. */
  List<Map<String, Object>> settings() {
    List<Map<String, Object>> settings = new ArrayList<>();
    byName.forEach(
        (name, value) -> {
          if (!value.equals("")) {
            settings.add(Map.of("key", name, "number", value));
          }
        });
    return settings;
  }

  private static String number(
      String name, @Nullable Object value, boolean whole, List<String> warnings) {
    if (value == null) {
      return "";
    }
    if (value instanceof Integer || value instanceof Long) {
      return value.toString();
    }
    double number = value instanceof Number given ? given.doubleValue() : Double.NaN;
    // Bounds keep the plain notation short; no server's parameter is near them.
    boolean fits = number == 0 || (Math.abs(number) < 1e9 && Math.abs(number) > 1e-9);
    if (fits && (!whole || number == Math.rint(number))) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
    String kind = whole ? "whole number" : "number";
    warnings.add("The Kitfile's parameter " + name + " is not a " + kind + "; it is left out.");
    return "";
  }

  private static List<String> stops(@Nullable Object value, List<String> warnings) {
    List<String> stops = new ArrayList<>();
    List<?> given =
        value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    for (Object stop : given) {
      if (stop instanceof String text && !text.isEmpty()) {
        stops.add(text);
      } else {
        warnings.add("The Kitfile's parameter stop holds what is not text; that is left out.");
      }
    }
    return stops;
  }
}
