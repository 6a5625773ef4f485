package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.Sampling;
import io.github.kitrail.inference.spec.Schemas;
import io.github.kitrail.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how the next token is chosen. */
record SamplingReader(CaseFields fields, Schemas schemas) {
  static final List<String> FIELDS =
      List.of(
          "maxTokens",
          "temperature",
          "topP",
          "topK",
          "minP",
          "repeatPenalty",
          "repeatLastN",
          "presencePenalty",
          "frequencyPenalty",
          "seed",
          "stop",
          "jsonSchema");

  private static final int MAX_TOKENS = 32_768;
  private static final int MAX_TOP_K = 1_000_000;
  private static final int MAX_REPEAT = 1_048_576;

  Sampling read() throws KitrailException {
    Sampling standard = Sampling.greedy();
    return standard
        .change()
        .maxTokens(fields.integer("maxTokens", 1, MAX_TOKENS, standard.maxTokens()))
        .temperature(fields.number("temperature", 0, 10, standard.temperature()))
        .topP(fields.number("topP", 0, 1, standard.topP()))
        .topK(fields.integer("topK", 0, MAX_TOP_K, standard.topK()))
        .minP(fields.number("minP", 0, 1, standard.minP()))
        .repeatPenalty(fields.number("repeatPenalty", 0.01, 10, standard.repeatPenalty()))
        .repeatLastN(fields.integer("repeatLastN", -1, MAX_REPEAT, standard.repeatLastN()))
        .presencePenalty(fields.number("presencePenalty", -2, 2, standard.presencePenalty()))
        .frequencyPenalty(fields.number("frequencyPenalty", -2, 2, standard.frequencyPenalty()))
        .seed(fields.integer("seed", 0, Integer.MAX_VALUE, standard.seed()))
        .stop(stop())
        .jsonSchema(jsonSchema())
        .build();
  }

  /** One text or several. */
  private List<String> stop() throws KitrailException {
    Optional<YamlValue> given = fields.get("stop");
    if (given.isEmpty()) {
      return List.of();
    }
    List<YamlValue> values = given.get().isList() ? given.get().list() : List.of(given.get());
    List<String> stop = new ArrayList<>();
    for (YamlValue value : values) {
      if (value.text().isEmpty()) {
        throw value.error("`stop` is empty, which would end every answer at once");
      }
      stop.add(value.text());
    }
    return stop;
  }

  private @Nullable String jsonSchema() throws KitrailException {
    Optional<YamlValue> given = fields.get("jsonSchema");
    return given.isEmpty() ? null : schemas.read(given.get()).text();
  }
}
