package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a test.
 *
 * @param defaults what holds for those that it has not; null for nothing
 */
record CaseFields(YamlMapping own, @Nullable YamlMapping defaults) {
  Optional<YamlValue> get(String field) {
    Optional<YamlValue> value = own.get(field);
    return value.isPresent() ? value : standard(field);
  }

  /** What the defaults say, whatever the test says. */
  Optional<YamlValue> standard(String field) {
    return defaults == null ? Optional.empty() : defaults.get(field);
  }

  int integer(String field, int min, int max, int otherwise) throws KitrailException {
    Optional<YamlValue> value = get(field);
    return value.isEmpty() ? otherwise : value.get().integer(min, max);
  }

  double number(String field, double min, double max, double otherwise) throws KitrailException {
    Optional<YamlValue> value = get(field);
    return value.isEmpty() ? otherwise : value.get().number(min, max);
  }

  /** A text for the model. */
  static String asked(YamlValue value) throws KitrailException {
    String text = value.text();
    if (text.isBlank()) {
      throw value.error("`" + value.path() + "` is empty");
    }
    if (text.indexOf('\0') >= 0) {
      throw value.error("`" + value.path() + "` holds a NUL character, which engines cut text at");
    }
    return text;
  }
}
