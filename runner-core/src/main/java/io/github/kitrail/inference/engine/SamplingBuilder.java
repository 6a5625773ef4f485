package io.github.kitrail.inference.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes some parameters and leaves the others as they are. */
public final class SamplingBuilder {
  private int maxTokens;
  private double temperature;
  private double topP;
  private int topK;
  private double minP;
  private double repeatPenalty;
  private int repeatLastN;
  private double presencePenalty;
  private double frequencyPenalty;
  private int seed;
  private List<String> stop;
  private @Nullable String jsonSchema;

  SamplingBuilder(Sampling from) {
    maxTokens = from.maxTokens();
    temperature = from.temperature();
    topP = from.topP();
    topK = from.topK();
    minP = from.minP();
    repeatPenalty = from.repeatPenalty();
    repeatLastN = from.repeatLastN();
    presencePenalty = from.presencePenalty();
    frequencyPenalty = from.frequencyPenalty();
    seed = from.seed();
    stop = from.stop();
    jsonSchema = from.jsonSchema();
  }

  public SamplingBuilder maxTokens(int value) {
    maxTokens = value;
    return this;
  }

  public SamplingBuilder temperature(double value) {
    temperature = value;
    return this;
  }

  public SamplingBuilder topP(double value) {
    topP = value;
    return this;
  }

  public SamplingBuilder topK(int value) {
    topK = value;
    return this;
  }

  public SamplingBuilder minP(double value) {
    minP = value;
    return this;
  }

  public SamplingBuilder repeatPenalty(double value) {
    repeatPenalty = value;
    return this;
  }

  public SamplingBuilder repeatLastN(int value) {
    repeatLastN = value;
    return this;
  }

  public SamplingBuilder presencePenalty(double value) {
    presencePenalty = value;
    return this;
  }

  public SamplingBuilder frequencyPenalty(double value) {
    frequencyPenalty = value;
    return this;
  }

  public SamplingBuilder seed(int value) {
    seed = value;
    return this;
  }

  public SamplingBuilder stop(List<String> value) {
    stop = value;
    return this;
  }

  public SamplingBuilder jsonSchema(@Nullable String value) {
    jsonSchema = value;
    return this;
  }

  /** The parameters as they are now. */
  public Sampling build() {
    return new Sampling(
        maxTokens,
        temperature,
        topP,
        topK,
        minP,
        repeatPenalty,
        repeatLastN,
        presencePenalty,
        frequencyPenalty,
        seed,
        stop,
        jsonSchema);
  }
}
