package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.spec.CaseFile;
import io.github.kitrail.inference.spec.CaseRow;
import io.github.kitrail.inference.spec.NamedFiles;
import io.github.kitrail.inference.spec.Schemas;
import io.github.kitrail.inference.spec.Variables;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes tests of the entries of {@code tests}: one of each, or one for each row of a file. */
final class CaseExpansion {
  /** What gives the variables has none itself. */
  private static final Set<String> GIVING = Set.of("vars", "cases");

  private final @Nullable YamlMapping defaults;
  private final NamedFiles files;
  private final Schemas schemas;

  /**
   * @param defaults of all tests; null for none
   */
  CaseExpansion(@Nullable YamlMapping defaults, NamedFiles files, Schemas schemas) {
    this.defaults = defaults;
    this.files = files;
    this.schemas = schemas;
  }

  List<SmokeCase> of(YamlMapping test) throws KitrailException {
    test.allowOnly("test", SmokeCaseReader.FIELDS.toArray(String[]::new));
    if (test.require("name").text().strip().lines().count() > 1) {
      throw test.require("name").error("a test's name is one line of text");
    }
    Variables variables = new Variables(vars(defaults)).with(vars(test));
    Optional<YamlValue> cases = test.get("cases");
    if (cases.isEmpty()) {
      return List.of(read(test, variables));
    }
    CaseFile file = CaseFile.read(cases.get(), files);
    List<SmokeCase> all = new ArrayList<>();
    for (CaseRow row : file.rows()) {
      try {
        SmokeCase made = read(test, variables.with(row.fields()));
        all.add(made.named(made.name() + ", row " + row.number()));
      } catch (KitrailException e) {
        String where = " (With row " + row.number() + " of " + file.path().text() + ".)";
        throw new KitrailException(e.code(), e.getMessage() + where, e).with(e.remarks());
      }
    }
    return all;
  }

  private static Map<String, String> vars(@Nullable YamlMapping of) throws KitrailException {
    Optional<YamlValue> vars = of == null ? Optional.empty() : of.get("vars");
    return vars.isEmpty() ? Map.of() : Variables.read(vars.get().mapping());
  }

  private SmokeCase read(YamlMapping test, Variables variables) throws KitrailException {
    YamlMapping standard = defaults == null ? null : defaults.changed(variables, GIVING);
    return new SmokeCaseReader(new CaseFields(test.changed(variables, GIVING), standard), schemas)
        .read();
  }
}
