package io.github.kitrail.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The inputs of an action: its command's parameters and options, and what only an action has. */
final class ActionInputs {
  static final String USERNAME = "registry-username";
  static final String PASSWORD = "registry-password";
  static final String DOCKER_CONFIG = "docker-config";
  static final String TOKEN = "github-token";
  static final String PASSPHRASE = "key-passphrase";
  static final String SUMMARY = "summary";
  static final String BUNDLE = "bundle";

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

  /** Advice for a terminal; what a step does instead is the action's to say. */
  private static final Pattern LOGIN = Pattern.compile("\\s?Run kitrail login \\S+\\.(?=\\s|$)");

  private static final Pattern LATER_LOGIN = Pattern.compile("until you run kitrail login (\\S+)");

  private static final List<ActionInput> OWN =
      List.of(
          own(
              USERNAME,
              null,
              "Who logs in to the registries that the other inputs name; without it the password is"
                  + " an identity token."),
          own(
              PASSWORD,
              null,
              "The password or token for these registries. They get it, and nobody else does."),
          own(
              DOCKER_CONFIG,
              null,
              "More registries: the text of a Docker config.json, or its path below the"
                  + " workspace."),
          own(
              TOKEN,
              "${{ github.token }}",
              "For GitHub's own container registry, when nothing else has a login for it; and for"
                  + " GitHub's API, when an input asks for that."),
          own(PASSPHRASE, null, "The passphrase of the private key."),
          own(SUMMARY, "true", "Whether the job summary tells what was done: true or false."));

  private static final ActionInput BUNDLES =
      own(
          BUNDLE,
          null,
          "A new folder that gets all signatures and attestations, as an OCI layout to keep or to"
              + " carry on.");

  private ActionInputs() {}

  private static ActionInput own(String name, @Nullable String standard, String description) {
    return new ActionInput(name, ActionInput.Kind.OWN, null, false, standard, description);
  }

  /** Those of the command that the action runs, its own parameters first. */
  static List<ActionInput> of(Action action, Terminal terminal) {
    CommandSpec spec = action.spec(terminal);
    List<ActionInput> inputs = new ArrayList<>();
    // One that may be missing before a command below this one only; an action names none.
    boolean needed = !spec.subcommands().isEmpty();
    spec.positionalParameters().forEach(it -> inputs.add(parameter(it, needed)));
    spec.options().stream()
        .filter(it -> !GlobalOptions.isOne(it))
        .forEach(it -> inputs.add(option(it)));
    if (action.builds()) {
      inputs.add(BUNDLES);
    }
    inputs.addAll(ReportInputs.of(action));
    inputs.addAll(OWN);
    spec.options().stream()
        .filter(GlobalOptions::isOne)
        // The action prints both, and its log is no place for help.
        .filter(it -> !List.of("--help", "--output").contains(it.longestName()))
        .forEach(it -> inputs.add(option(it)));
    return inputs;
  }

  /** {@code DIR|REF} is one or the other. */
  private static ActionInput parameter(PositionalParamSpec parameter, boolean needed) {
    String label = parameter.paramLabel();
    String name =
        switch (label) {
          case "REF" -> "reference";
          case "DIR|REF" -> "modelkit";
          default -> label.toLowerCase(Locale.ROOT);
        };
    return new ActionInput(
        name,
        parameter.isMultiValue() ? ActionInput.Kind.PARAMETERS : ActionInput.Kind.PARAMETER,
        null,
        needed || parameter.arity().min() > 0,
        null,
        description(parameter));
  }

  private static ActionInput option(OptionSpec option) {
    return new ActionInput(
        option.longestName().replaceFirst("^-+", ""),
        kind(option),
        option.longestName(),
        option.required(),
        option.defaultValue(),
        description(option));
  }

  /** A sentence about options, as one about the inputs that mean them; what is quoted stays. */
  static String named(String sentence, List<ActionInput> inputs) {
    Set<String> options = inputs.stream().map(ActionInput::option).collect(Collectors.toSet());
    // As the parser of the command line says it.
    String plain = sentence.replaceAll("option '(--[a-z-]+)[^']*'", "$1");
    plain = LOGIN.matcher(plain).replaceAll("");
    plain = LATER_LOGIN.matcher(plain).replaceAll("from a step without a login for $1");
    return outsideOfQuotes(
        plain,
        part ->
            OPTION
                .matcher(part)
                .replaceAll(
                    it ->
                        options.contains(it.group())
                            ? "the input `" + it.group().substring(2) + "`"
                            : it.group()));
  }

  private static String outsideOfQuotes(String text, UnaryOperator<String> change) {
    String[] parts = text.split("`", -1);
    for (int i = 0; i < parts.length; i += 2) {
      parts[i] = change.apply(parts[i]);
    }
    return String.join("`", parts);
  }

  private static ActionInput.Kind kind(OptionSpec option) {
    if (option.arity().max() == 0) {
      return ActionInput.Kind.FLAG;
    }
    if (option.typeInfo().isBoolean()) {
      return ActionInput.Kind.SWITCH;
    }
    if (option.isMultiValue()) {
      return ActionInput.Kind.LINES;
    }
    return option.paramLabel().contains("env:NAME")
        ? ActionInput.Kind.SECRET_OR_FILE
        : ActionInput.Kind.TEXT;
  }

  /** What help says, in the words of inputs. */
  private static String description(ArgSpec argument) {
    String text =
        outsideOfQuotes(
            String.join(" ", argument.description()).replace("Can be repeated.", "One per line."),
            part -> OPTION.matcher(part).replaceAll(it -> "`" + it.group().substring(2) + "`"));
    String alone =
        argument instanceof OptionSpec option
                && argument.isMultiValue()
                && option.fallbackValue() != null
                && !option.fallbackValue().isEmpty()
            ? " The usual value is " + option.fallbackValue() + "."
            : "";
    String secret =
        argument.paramLabel().contains("env:NAME")
            ? " Or the text itself; a private key or a token is masked."
            : "";
    return text + alone + secret;
  }
}
