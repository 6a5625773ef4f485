package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.assertion.Assertion;
import io.github.kitrail.inference.assertion.Assertions;
import io.github.kitrail.inference.engine.CompletionRequest;
import io.github.kitrail.inference.spec.Schemas;
import io.github.kitrail.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one test, its variables filled in already. */
final class SmokeCaseReader {
  /** Those that {@code defaults} may have. */
  static final List<String> DEFAULTS =
      Stream.concat(
              Stream.of("vars", "system", "assert", "threshold"), SamplingReader.FIELDS.stream())
          .toList();

  static final List<String> FIELDS =
      Stream.of(List.of("name", "cases"), RequestReader.WAYS, DEFAULTS)
          .flatMap(List::stream)
          .toList();

  private static final int LONGEST_NAME = 120;

  private final CaseFields fields;
  private final Schemas schemas;
  private final Assertions assertions;

  SmokeCaseReader(CaseFields fields, Schemas schemas) {
    this.fields = fields;
    this.schemas = schemas;
    assertions = new Assertions(schemas);
  }

  SmokeCase read() throws KitrailException {
    String name = name();
    CompletionRequest request =
        new RequestReader(fields, new SamplingReader(fields, schemas).read()).read();
    Optional<YamlValue> threshold = fields.get("threshold");
    List<SmokeTurn> turns = turns();
    return new SmokeCase(
        name,
        fields.own().require("name").line(),
        request,
        turns.get(0).assertions(),
        turns.subList(1, turns.size()),
        threshold.isEmpty() ? null : threshold.get().number(0, 1));
  }

  /** Variables may bring line breaks and long texts. */
  private String name() throws KitrailException {
    YamlValue given = fields.own().require("name");
    String name = given.text().strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    if (name.isEmpty()) {
      throw given.error("a test's name is one line of text");
    }
    int letters = name.codePointCount(0, name.length());
    return letters <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…";
  }

  /** All of them, the first included; a test without {@code turns} has one. */
  private List<SmokeTurn> turns() throws KitrailException {
    List<YamlValue> values = fields.own().list("turns");
    List<SmokeTurn> turns = new ArrayList<>();
    int checked = 0;
    for (int i = 0; i < Math.max(1, values.size()); i++) {
      YamlValue turn = values.isEmpty() ? null : values.get(i);
      List<Assertion> expected = new ArrayList<>();
      if (turn != null && turn.isMapping()) {
        addAll(turn.mapping().get("assert"), expected);
      }
      if (i >= values.size() - 1) {
        addAll(fields.own().get("assert"), expected);
        addAll(fields.standard("assert"), expected);
      }
      checked += expected.size();
      turns.add(new SmokeTurn(turn == null ? "" : RequestReader.said(turn), expected));
    }
    if (checked == 0) {
      throw fields.own().error("`" + fields.own().path() + ".assert` is missing");
    }
    return turns;
  }

  private void addAll(Optional<YamlValue> list, List<Assertion> to) throws KitrailException {
    if (list.isPresent()) {
      List<YamlValue> entries = list.get().list();
      if (entries.isEmpty()) {
        throw list.get().error("`assert` is empty: every answer would pass");
      }
      for (YamlValue entry : entries) {
        to.add(assertions.read(entry));
      }
    }
  }
}
