package io.github.kitrail.inference.spec;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.Suggestion;
import io.github.kitrail.yaml.TextChange;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that stand where a spec says {@code {{name}}}. What they contain is taken as it is, also
 * when it looks like a variable; {@code \{{} stands for two braces.
 */
public record Variables(Map<String, String> values) implements TextChange {
  private static final Pattern USE = Pattern.compile("(\\\\?)\\{\\{([^{}]*)}}");
  private static final int NAMES_IN_ERROR = 20;

  public Variables {
    values = Map.copyOf(values);
  }

  /** These and others, which win where both have a name. */
  public Variables with(Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.putAll(others);
    return new Variables(all);
  }

  /**
   * Reads a field {@code vars}.
   *
   * @throws KitrailException BAD_INPUT when a value is no text, or a name has braces
   */
  public static Map<String, String> read(YamlMapping vars) throws KitrailException {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : vars.names()) {
      YamlValue value = vars.require(name);
      if (name.isBlank() || name.contains("{") || name.contains("}")) {
        throw value.keyError("a variable's name is a word without braces");
      }
      values.put(name.strip(), value.text());
    }
    return values;
  }

  @Override
  public String of(YamlValue text) throws KitrailException {
    Matcher use = USE.matcher(text.text());
    StringBuilder filled = new StringBuilder();
    while (use.find()) {
      boolean literal = !use.group(1).isEmpty();
      String value = literal ? use.group().substring(1) : values.get(use.group(2).strip());
      if (value == null) {
        throw text.errorIn(use.start(), unknown(use.group(2).strip()));
      }
      use.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return use.appendTail(filled).toString();
  }

  private String unknown(String name) {
    String hint =
        Suggestion.closest(name, values.keySet())
            .map(word -> "; did you mean `{{" + word + "}}`?")
            .orElse(values.isEmpty() ? "" : "; known are " + known());
    return "there is no variable `"
        + name
        + "` (`vars` and the rows of `cases` give them, and \\{{ is two braces)"
        + hint;
  }

  private String known() {
    String names =
        String.join(", ", values.keySet().stream().sorted().limit(NAMES_IN_ERROR).toList());
    return values.size() > NAMES_IN_ERROR ? names + ", …" : names;
  }
}
