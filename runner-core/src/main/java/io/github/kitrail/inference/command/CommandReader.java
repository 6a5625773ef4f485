package io.github.kitrail.inference.command;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.assertion.Assertion;
import io.github.kitrail.inference.assertion.Assertions;
import io.github.kitrail.yaml.Suggestion;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an entry of {@code tests} that has {@code exec}. */
public final class CommandReader {
  public static final String EXEC = "exec";
  public static final List<String> FIELDS =
      List.of("name", EXEC, "timeout", "env", "assert", "threshold");

  private static final int STANDARD_SECONDS = 600;
  private static final int MOST_SECONDS = 24 * 3600;
  private static final Pattern WORD = Pattern.compile("\\{\\{\\s*([\\w.-]*)\\s*}}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What only the answer of a model has. */
  private static final Set<String> OF_MODELS =
      Set.of(
          "similar",
          "perplexity",
          "finish-reason",
          "is-refusal",
          "is-repetitive",
          "tokens-per-second",
          "memory");

  private final Assertions vocabulary;

  public CommandReader(Assertions vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * @throws KitrailException BAD_INPUT with line and column
   */
  public CommandCheck read(YamlMapping test) throws KitrailException {
    test.allowOnly("test with `exec`", FIELDS.toArray(String[]::new));
    YamlValue name = test.require("name");
    if (name.text().isBlank() || name.text().strip().lines().count() > 1) {
      throw name.error("a test's name is one line of text");
    }
    Optional<YamlValue> timeout = test.get("timeout");
    Optional<YamlValue> threshold = test.get("threshold");
    return new CommandCheck(
        name.text().strip(),
        name.line(),
        arguments(test.require(EXEC)),
        Duration.ofSeconds(
            timeout.isEmpty() ? STANDARD_SECONDS : timeout.get().integer(1, MOST_SECONDS)),
        variables(test),
        assertions(test),
        threshold.isEmpty() ? null : threshold.get().number(0, 1));
  }

  private static List<String> arguments(YamlValue exec) throws KitrailException {
    if (!exec.isList()) {
      throw exec.error(
          "`exec` is a list, the program first, as in `[python, check.py]`: no shell reads it");
    }
    List<String> arguments = new ArrayList<>();
    for (YamlValue value : exec.list()) {
      String argument = value.text();
      if (argument.indexOf('\0') >= 0) {
        throw value.error("a command cannot be given a NUL character");
      }
      Matcher word = WORD.matcher(argument);
      while (word.find()) {
        if (!word.group().equals("{{" + word.group(1) + "}}")
            || !CommandPlace.WORDS.contains(word.group(1))) {
          throw value.errorIn(word.start(), unknown(word.group(1)));
        }
      }
      arguments.add(argument);
    }
    if (arguments.isEmpty() || arguments.get(0).isBlank()) {
      throw exec.error("`exec` names no program");
    }
    return arguments;
  }

  private static String unknown(String word) {
    return "`{{"
        + word
        + "}}` stands for nothing here"
        + Suggestion.closest(word, CommandPlace.WORDS)
            .map(it -> "; did you mean `{{" + it + "}}`?")
            .orElse("; `{{model}}` and `{{folder}}` do");
  }

  private static List<String> variables(YamlMapping test) throws KitrailException {
    List<String> variables = new ArrayList<>();
    for (YamlValue value : test.list("env")) {
      if (!VARIABLE.matcher(value.text()).matches()) {
        throw value.error("`env` lists names of variables, whose values are passed on");
      }
      variables.add(value.text());
    }
    return variables;
  }

  private List<Assertion> assertions(YamlMapping test) throws KitrailException {
    List<Assertion> assertions = new ArrayList<>();
    for (YamlValue entry : test.list("assert")) {
      Assertion assertion = vocabulary.read(entry);
      for (String word : entry.mapping().names()) {
        if (OF_MODELS.contains(word.replaceFirst("^not-", ""))) {
          throw entry.error("`" + word + "` is about a model's answer, and a command has none");
        }
      }
      assertions.add(assertion);
    }
    return assertions;
  }
}
