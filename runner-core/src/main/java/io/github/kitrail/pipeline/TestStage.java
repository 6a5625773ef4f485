package io.github.kitrail.pipeline;

import io.github.kitrail.KitrailException;
import io.github.kitrail.operations.Baseline;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How kitrail.yaml wants the model to be tested.
 *
 * @param spec the smoke tests' file, relative to the folder
 * @param baseline an earlier version that this one must not be worse than: a report, relative to
 *     the folder, or a reference with {@code ${…}} still in it; null for none
 * @param tolerance as {@link Baseline#of} takes it; null for its default
 * @param maxSlowdown the same
 */
public record TestStage(
    String spec,
    @Nullable String baseline,
    @Nullable String tolerance,
    @Nullable String maxSlowdown) {

  /** Tests alone. */
  static TestStage of(String spec) {
    return new TestStage(spec, null, null, null);
  }

  /**
   * A file of smoke tests, or a group of fields when there is more to say.
   *
   * @return null when nothing is tested
   */
  static @Nullable TestStage read(YamlMapping root) throws KitrailException {
    Optional<YamlValue> test = root.get("test");
    if (test.isEmpty()) {
      return null;
    }
    if (!test.get().isMapping()) {
      return of(test.get().text());
    }
    YamlMapping fields =
        test.get().mapping().allowOnly("test", "spec", "baseline", "tolerance", "maxSlowdown");
    Optional<YamlValue> tolerance = fields.get("tolerance");
    Optional<YamlValue> slowdown = fields.get("maxSlowdown");
    if (tolerance.isPresent()) {
      tolerance.get().number(0, 1);
    }
    try {
      Baseline.of("", null, fields.text("maxSlowdown"), null);
    } catch (KitrailException e) {
      throw slowdown.orElseThrow().error("`maxSlowdown` is a percentage below 100, such as 20%");
    }
    if (fields.get("baseline").isEmpty() && (tolerance.isPresent() || slowdown.isPresent())) {
      throw fields.error(
          "`tolerance` and `maxSlowdown` compare with an earlier version: name that as `baseline`");
    }
    return new TestStage(
        fields.require("spec").text(),
        fields.text("baseline"),
        fields.text("tolerance"),
        fields.text("maxSlowdown"));
  }
}
