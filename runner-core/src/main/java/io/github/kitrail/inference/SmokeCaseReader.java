package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.assertion.Assertion;
import io.github.kitrail.inference.assertion.Assertions;
import io.github.kitrail.inference.engine.ChatMessage;
import io.github.kitrail.inference.engine.CompletionRequest;
import io.github.kitrail.inference.engine.Sampling;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one entry of {@code tests}. */
final class SmokeCaseReader {
  static final List<String> FIELDS =
      List.of(
          "name",
          "prompt",
          "messages",
          "maxTokens",
          "system",
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
          "assert",
          "threshold");

  private static final List<String> ROLES = List.of("system", "user", "assistant");
  private static final int MAX_TOKENS = 32_768;
  private static final int MAX_TOP_K = 1_000_000;
  private static final int MAX_REPEAT = 1_048_576;

  private final YamlMapping test;

  SmokeCaseReader(YamlMapping test) {
    this.test = test;
  }

  SmokeCase read() throws KitrailException {
    test.allowOnly("test", FIELDS.toArray(String[]::new));
    String name = test.require("name").text().strip();
    if (name.isEmpty() || name.lines().count() > 1) {
      throw test.require("name").error("a test's name is one line of text");
    }
    Double threshold =
        test.get("threshold").isPresent() ? test.require("threshold").number(0, 1) : null;
    return new SmokeCase(name, test.require("name").line(), request(), assertions(), threshold);
  }

  private CompletionRequest request() throws KitrailException {
    boolean hasPrompt = test.get("prompt").isPresent();
    if (hasPrompt == test.get("messages").isPresent()) {
      throw test.error("a test has either a `prompt` or `messages`");
    }
    if (hasPrompt && test.get("system").isPresent()) {
      throw test.require("system")
          .error("`system` stands before `messages`; a `prompt` is a text, so write it there");
    }
    return hasPrompt
        ? CompletionRequest.ofPrompt(asked(test.require("prompt")), sampling())
        : CompletionRequest.ofMessages(messages(), sampling());
  }

  private List<ChatMessage> messages() throws KitrailException {
    List<ChatMessage> messages = new ArrayList<>();
    if (test.get("system").isPresent()) {
      messages.add(new ChatMessage("system", asked(test.require("system"))));
    }
    for (YamlValue value : test.list("messages")) {
      YamlMapping message = value.mapping().allowOnly("message", "role", "content");
      YamlValue role = message.require("role");
      if (!ROLES.contains(role.text())) {
        throw role.error("`" + role.text() + "` is no role; known are " + String.join(", ", ROLES));
      }
      messages.add(new ChatMessage(role.text(), asked(message.require("content"))));
    }
    if (test.list("messages").isEmpty()) {
      throw test.require("messages").error("`messages` is empty");
    }
    return messages;
  }

  private static String asked(YamlValue value) throws KitrailException {
    String text = value.text();
    if (text.isBlank()) {
      throw value.error("`" + value.path() + "` is empty");
    }
    if (text.indexOf('\0') >= 0) {
      throw value.error("`" + value.path() + "` holds a NUL character, which engines cut text at");
    }
    return text;
  }

  private Sampling sampling() throws KitrailException {
    Sampling standard = Sampling.greedy();
    return standard
        .change()
        .maxTokens(integer("maxTokens", 1, MAX_TOKENS, standard.maxTokens()))
        .temperature(number("temperature", 0, 10, standard.temperature()))
        .topP(number("topP", 0, 1, standard.topP()))
        .topK(integer("topK", 0, MAX_TOP_K, standard.topK()))
        .minP(number("minP", 0, 1, standard.minP()))
        .repeatPenalty(number("repeatPenalty", 0.01, 10, standard.repeatPenalty()))
        .repeatLastN(integer("repeatLastN", -1, MAX_REPEAT, standard.repeatLastN()))
        .presencePenalty(number("presencePenalty", -2, 2, standard.presencePenalty()))
        .frequencyPenalty(number("frequencyPenalty", -2, 2, standard.frequencyPenalty()))
        .seed(integer("seed", 0, Integer.MAX_VALUE, standard.seed()))
        .stop(stop())
        .build();
  }

  private int integer(String field, int min, int max, int otherwise) throws KitrailException {
    Optional<YamlValue> value = test.get(field);
    return value.isEmpty() ? otherwise : value.get().integer(min, max);
  }

  private double number(String field, double min, double max, double otherwise)
      throws KitrailException {
    Optional<YamlValue> value = test.get(field);
    return value.isEmpty() ? otherwise : value.get().number(min, max);
  }

  /** One text or several. */
  private List<String> stop() throws KitrailException {
    Optional<YamlValue> given = test.get("stop");
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

  private List<Assertion> assertions() throws KitrailException {
    List<Assertion> assertions = new ArrayList<>();
    for (YamlValue entry : test.require("assert").list()) {
      assertions.add(Assertions.read(entry));
    }
    if (assertions.isEmpty()) {
      throw test.require("assert").error("`assert` is empty: every answer would pass");
    }
    return assertions;
  }
}
