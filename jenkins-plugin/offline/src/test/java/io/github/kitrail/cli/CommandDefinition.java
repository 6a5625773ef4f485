package io.github.kitrail.cli;

import io.github.kitrail.operations.Pauses;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command of {@code kitrail} as the parser of its command line knows it: the one definition. */
public final class CommandDefinition {
  private static final Terminal NOWHERE =
      new Terminal(
          Map.of(),
          new ByteArrayInputStream(new byte[0]),
          new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
          new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
          new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
          Clock.systemUTC(),
          Pauses.SLEPT,
          false);

  /** What a value is. */
  public enum Kind {
    /** The option stands alone or is left out. */
    FLAG,
    /** The option gets true or false. */
    SWITCH,
    NUMBER,
    /** The option can be repeated. */
    LINES,
    TEXT
  }

  /**
   * A parameter or an option.
   *
   * @param name the longest of an option, with hyphens; what a step calls a parameter
   * @param global whether each command has it
   * @param standard its default; empty for none
   * @param label what help puts for the value
   */
  public record Argument(
      String name,
      Kind kind,
      boolean required,
      boolean global,
      String standard,
      String label,
      String description) {
    public boolean isParameter() {
      return !name.startsWith("-");
    }
  }

  private final String name;

  private CommandDefinition(String name) {
    this.name = name;
  }

  public static CommandDefinition of(String command) {
    return new CommandDefinition(command);
  }

  /** What the command does. */
  public String description() {
    return String.join(" ", parser().getCommandSpec().usageMessage().description());
  }

  /** All that a step can have: it asks for its result itself, and needs no help. */
  public List<Argument> arguments() {
    List<Argument> arguments = new ArrayList<>();
    // One that may be missing before a command below this one only; a step names none.
    boolean needed = !parser().getSubcommands().isEmpty();
    parser()
        .getCommandSpec()
        .positionalParameters()
        .forEach(it -> arguments.add(argument(it, needed)));
    parser().getCommandSpec().options().stream()
        .filter(it -> !List.of("--help", "--output").contains(it.longestName()))
        .forEach(it -> arguments.add(argument(it)));
    return arguments;
  }

  /**
   * What the parser makes of a command line, by the names of {@link Argument}.
   *
   * @param line the command first
   */
  public Map<String, List<String>> parsed(List<String> line) {
    CommandLine.ParseResult result =
        parser().parseArgs(line.subList(1, line.size()).toArray(String[]::new));
    Map<String, List<String>> values = new LinkedHashMap<>();
    result.matchedPositionals().forEach(it -> values.put(name(it), it.stringValues()));
    // A map's values would be in pieces.
    result
        .matchedOptions()
        .forEach(
            it ->
                values.put(
                    it.longestName(),
                    it.isMultiValue() ? it.originalStringValues() : it.stringValues()));
    return values;
  }

  private CommandLine parser() {
    Object command = Objects.requireNonNull(Commands.all().get(name)).apply(NOWHERE);
    return new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static Argument argument(PositionalParamSpec parameter, boolean needed) {
    return new Argument(
        name(parameter),
        Kind.TEXT,
        needed || parameter.arity().min() > 0,
        false,
        "",
        parameter.paramLabel(),
        description(parameter));
  }

  private static String name(PositionalParamSpec parameter) {
    return switch (parameter.paramLabel()) {
      case "REF" -> "reference";
      case "DIR|REF" -> "modelkit";
      default -> parameter.paramLabel().toLowerCase(Locale.ROOT);
    };
  }

  private static Argument argument(OptionSpec option) {
    return new Argument(
        option.longestName(),
        kind(option),
        option.required(),
        GlobalOptions.isOne(option),
        option.defaultValue() == null ? "" : option.defaultValue(),
        option.paramLabel(),
        description(option));
  }

  private static Kind kind(OptionSpec option) {
    if (option.arity().max() == 0) {
      return Kind.FLAG;
    }
    if (option.typeInfo().isBoolean()) {
      return Kind.SWITCH;
    }
    if (option.isMultiValue()) {
      return Kind.LINES;
    }
    return option.typeInfo().getType() == int.class ? Kind.NUMBER : Kind.TEXT;
  }

  private static String description(ArgSpec argument) {
    return String.join(" ", argument.description());
  }
}
