package io.github.kitrail.deploy;

import io.github.kitrail.KitrailException;
import io.github.kitrail.yaml.YamlValue;
import java.util.Arrays;
import java.util.Locale;

/** A descriptor's field that takes one of a few words. */
final class ChoiceField {
  private ChoiceField() {}

  static <E extends Enum<E>> E read(YamlValue value, E[] known) throws KitrailException {
    for (E candidate : known) {
      if (word(candidate).equals(value.text())) {
        return candidate;
      }
    }
    throw value.error("`" + value.path() + "` must be one of " + words(known));
  }

  static String words(Enum<?>[] known) {
    return String.join(", ", Arrays.stream(known).map(ChoiceField::word).toList());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
