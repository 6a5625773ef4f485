package io.github.kitrail.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitrail.operations.Pauses;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The action.yml files and their reference, made from the definitions that parse the inputs. */
final class ActionFiles {
  private static final Terminal NOWHERE =
      new Terminal(
          Map.of(),
          new ByteArrayInputStream(new byte[0]),
          new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
          new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
          Clock.systemUTC(),
          Pauses.SLEPT,
          false);

  private ActionFiles() {}

  /**
   * @param image what the action runs, without a scheme
   */
  static String yaml(Action action, String image) {
    StringBuilder file = new StringBuilder();
    file.append("# Made from the command `kitrail ")
        .append(action.command())
        .append("` by ActionFilesTest; change the command, not this file.\n");
    file.append("name: Kitrail ").append(action.command()).append('\n');
    file.append("description: ").append(quoted(description(action))).append('\n');
    file.append("branding: {icon: package, color: blue}\ninputs:\n");
    for (ActionInput input : inputs(action)) {
      file.append("  ").append(input.name()).append(":\n");
      file.append("    description: ").append(quoted(meaning(input))).append('\n');
      file.append("    required: ").append(input.required()).append('\n');
      String standard = standard(input);
      if (!standard.isEmpty()) {
        file.append("    default: ").append(quoted(standard)).append('\n');
      }
    }
    file.append("outputs:\n");
    for (ActionOutput output : action.outputs()) {
      file.append("  ").append(output.name()).append(":\n");
      file.append("    description: ").append(quoted(output.description())).append('\n');
    }
    file.append("runs:\n  using: docker\n  image: docker://").append(image).append('\n');
    file.append(
        "  # Java itself, and not the image's script: a shell drops variables such as INPUT_TLS-CA.\n");
    file.append("  entrypoint: /opt/kitrail/jre/bin/java\n  args:\n");
    for (String argument : arguments(action)) {
      file.append("    - ").append(quoted(argument)).append('\n');
    }
    return file.toString();
  }

  /** The flags are those of the image's launcher, action/image/kitrail. */
  private static List<String> arguments(Action action) {
    List<String> arguments = new ArrayList<>(List.of("@/opt/kitrail/java.options"));
    arguments.addAll(
        switch (action) {
          case VERIFY, GATE, CHAIN -> List.of("-XX:TieredStopAtLevel=1");
          default ->
              List.of(
                  "-XX:Tier4InvocationThreshold=30000",
                  "-XX:Tier4MinInvocationThreshold=10000",
                  "-XX:Tier4CompileThreshold=60000",
                  "-XX:Tier4BackEdgeThreshold=200000",
                  "-XX:CompileCommand=quiet",
                  "-XX:CompileCommand=CompileThresholdScaling,sun/security/provider/*.*,0.05");
        });
    arguments.addAll(
        List.of("-jar", "/opt/kitrail/kitrail.jar", GitHubActionCommand.NAME, action.command()));
    return arguments;
  }

  /** The tables of one action. */
  static String reference(Action action) {
    StringBuilder page = new StringBuilder();
    page.append("### kitrail/kitrail/").append(action.folder()).append("\n\n");
    page.append(description(action)).append("\n\n| input | | default |\n| --- | --- | --- |\n");
    for (ActionInput input : inputs(action)) {
      String standard = standard(input);
      row(
          page,
          "`" + input.name() + "`" + (input.required() ? " (required)" : ""),
          meaning(input),
          standard.isEmpty() ? "" : "`" + standard + "`");
    }
    page.append("\n| output | |\n| --- | --- |\n");
    action.outputs().forEach(it -> row(page, "`" + it.name() + "`", it.description()));
    return page.append('\n').toString();
  }

  private static void row(StringBuilder page, String... cells) {
    page.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
  }

  static List<ActionInput> inputs(Action action) {
    return ActionInputs.of(action, NOWHERE);
  }

  private static String description(Action action) {
    return String.join(" ", action.spec(NOWHERE).usageMessage().description());
  }

  private static String meaning(ActionInput input) {
    String kind =
        switch (input.kind()) {
          case FLAG, SWITCH -> " Either true or false.";
          case LINES, PARAMETERS ->
              input.description().contains("One per line.") ? "" : " One per line.";
          default -> "";
        };
    return (input.description() + kind).strip();
  }

  private static String standard(ActionInput input) {
    if (input.kind() == ActionInput.Kind.FLAG) {
      return "false";
    }
    return input.standard() == null ? "" : input.standard();
  }

  /** A double-quoted scalar of YAML is written as JSON writes text. */
  private static String quoted(String text) {
    try {
      return new ObjectMapper().writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text can always be written", e);
    }
  }
}
