package io.jenkins.plugins.kitrail.step;

import io.github.kitrail.cli.CommandDefinition;
import io.github.kitrail.cli.CommandDefinition.Argument;
import io.jenkins.plugins.kitrail.command.ArgumentName;
import java.util.List;
import java.util.Map;

/** The tables of docs/STEPS.md, made from the commands. */
final class StepReference {
  static final String TITLE = "## Arguments\n";

  private StepReference() {}

  static String all() {
    StringBuilder page = new StringBuilder();
    page.append(
        "\n<!-- Made from the commands by StepFormsTest; edit them, not what follows. -->\n\n");
    Steps.BY_COMMAND.keySet().stream().sorted().forEach(it -> command(page, it));
    page.append("### withModelKit\n\n| argument | |\n| --- | --- |\n");
    own(page, WithModelKitStep.class);
    page.append("\n### In each step that runs a command\n\n| argument | |\n| --- | --- |\n");
    arguments(page, CommandDefinition.of("promote").arguments().stream().filter(Argument::global));
    return page.toString();
  }

  private static void command(StringBuilder page, String command) {
    CommandDefinition definition = CommandDefinition.of(command);
    Class<?> step = Steps.BY_COMMAND.get(command);
    page.append("### ").append(function(step)).append("\n\n");
    page.append(definition.description()).append("\n\n| argument | |\n| --- | --- |\n");
    List<Argument> arguments = definition.arguments();
    arguments(page, arguments.stream().filter(it -> !it.global()));
    own(page, step);
    page.append('\n');
  }

  private static void arguments(StringBuilder page, java.util.stream.Stream<Argument> arguments) {
    arguments.forEach(
        it ->
            row(
                page,
                ArgumentName.of(it.name()),
                (it.required() ? "Required. " : "") + StepForms.meaning(it)));
  }

  private static void own(StringBuilder page, Class<?> step) {
    for (Map.Entry<String, String> own : StepForms.OWN.entrySet()) {
      if (Steps.setters(step).containsKey(own.getKey())) {
        row(page, own.getKey(), own.getValue());
      }
    }
  }

  private static void row(StringBuilder page, String name, String text) {
    page.append("| `").append(name).append("` | ");
    page.append(text.replace("|", "\\|")).append(" |\n");
  }

  private static String function(Class<?> step) {
    try {
      return Steps.descriptor(step).getFunctionName();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
