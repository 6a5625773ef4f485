package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.Remark;
import io.github.kitrail.environment.Annotation;
import io.github.kitrail.environment.Environment;
import io.github.kitrail.environment.LogGroup;
import io.github.kitrail.markdown.Markdown;
import io.github.kitrail.operations.Gate;
import io.github.kitrail.operations.Test;
import io.github.kitrail.pipeline.RunReport;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step of a workflow: the command that its inputs mean, and what GitHub is told of it. */
final class ActionStep implements CommandLog {
  /** GitHub keeps 1 MiB of outputs a job, in UTF-16. */
  private static final int MAX_METADATA = 256 * 1024;

  private final Action action;
  private final Terminal terminal;
  private final Environment environment;
  private final ActionAnnotations annotations;
  private final List<ActionInput> inputs;
  private final List<String> problems = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private @Nullable ActionResult result;
  private LogGroup group = () -> {};

  ActionStep(Action action, Terminal terminal, Environment environment) {
    this.action = action;
    this.terminal = terminal;
    this.environment = environment;
    this.inputs = ActionInputs.of(action, terminal);
    this.annotations = new ActionAnnotations(environment, terminal.env());
  }

  /** The exit status of the command. */
  int run() {
    try {
      WorkspaceOwner owner = new WorkspaceOwner(terminal.env());
      try {
        return perform();
      } finally {
        owner.handBack();
      }
    } catch (KitrailException e) {
      failed(e);
      return e.code().exitStatus();
    } catch (IOException e) {
      failed(
          new KitrailException(
              ErrorCode.BAD_INPUT,
              "Could not write in the workspace or the runner's files: " + e + ".",
              e));
      return ErrorCode.BAD_INPUT.exitStatus();
    }
  }

  private int perform() throws KitrailException, IOException {
    ActionValues values = ActionValues.of(inputs, terminal.env());
    ActionSecrets.mask(values, environment);
    boolean summary =
        values.get(ActionInputs.SUMMARY).isEmpty() || values.isTrue(ActionInputs.SUMMARY);
    try (ActionReports reports = new ActionReports(action, values, terminal, environment)) {
      reports.begin();
      int status = perform(values, reports);
      Markdown page = ActionSummary.of(action, result, problems);
      reports.end(new ActionOutcome(result, problems, remarks), page);
      if (result != null) {
        outputs(result, values);
      }
      if (summary) {
        environment.summarize(page.toString());
      }
      return status;
    }
  }

  private int perform(ActionValues values, ActionReports reports) {
    try (ActionCredentials credentials = ActionCredentials.of(values, terminal.env())) {
      Map<String, String> env = credentials.env();
      int status = command(values.arguments(action), env);
      if (status == 0) {
        status = bundle(values, env);
      }
      reports.gather(
          result, new StepCommands((log, line) -> kitrail(log, line, env), aboutPlaces(values)));
      return status;
    } catch (KitrailException e) {
      failed(e);
      return e.code().exitStatus();
    }
  }

  /** A run has a group for each of its stages; groups do not nest. */
  private int command(List<String> arguments, Map<String, String> env) {
    if (action != Action.RUN) {
      group = environment.group("kitrail " + action.command());
    }
    try {
      return kitrail(this, arguments, env);
    } finally {
      group.close();
    }
  }

  private int kitrail(CommandLog log, List<String> arguments, Map<String, String> env) {
    try (PrintStream out = GuardedOutput.of(terminal.out());
        PrintStream err = GuardedOutput.of(terminal.err())) {
      Terminal inner =
          new Terminal(
              env,
              terminal.in(),
              out,
              err,
              terminal.commands(),
              terminal.clock(),
              terminal.pauses(),
              false);
      return new Cli(inner, log).run(arguments.toArray(String[]::new));
    }
  }

  /** All evidence in a folder, when that is wanted. */
  private int bundle(ActionValues values, Map<String, String> env) throws KitrailException {
    String pinned = result == null ? null : result.pinned();
    if (pinned == null || !action.builds() || values.get(ActionInputs.BUNDLE).isEmpty()) {
      return 0;
    }
    List<String> arguments =
        new ArrayList<>(
            List.of("attestations", "export", "--to=" + values.get(ActionInputs.BUNDLE)));
    arguments.addAll(aboutPlaces(values));
    arguments.addAll(List.of("--", pinned));
    return kitrail(this, arguments, env);
  }

  /** So that the registry is spoken to as before. */
  private List<String> aboutPlaces(ActionValues values) throws KitrailException {
    return values.arguments(action).stream().filter(ActionStep::isAboutPlaces).toList();
  }

  private static boolean isAboutPlaces(String argument) {
    return List.of("--store", "--plain-http", "--tls-").stream().anyMatch(argument::startsWith);
  }

  private void outputs(ActionResult of, ActionValues values) throws IOException {
    for (ActionOutput output : action.outputs()) {
      String value = output.value().apply(of, values);
      if (value == null || value.isEmpty()) {
        continue;
      }
      if (output.path()) {
        value = String.join("\n", value.lines().map(annotations::inWorkspace).toList());
      }
      if (value.length() > MAX_METADATA) {
        environment.annotate(
            Annotation.of(
                Annotation.Level.WARNING,
                "The output " + output.name() + " is left out: it is longer than GitHub keeps."));
        continue;
      }
      environment.output(output.name(), value);
    }
    String repository = of.repository();
    if (action.builds() && of.succeeded() && repository != null && of.digest() != null) {
      environment.built(repository, of.digest());
    }
  }

  @Override
  public void finished(Object record) {
    group.close();
    if (result != null) {
      return;
    }
    result = ActionResult.of(record);
    try {
      if (record instanceof Test.Result tests) {
        tests.requirePassed();
      } else if (record instanceof Gate.Result gate) {
        gate.requirePassed();
      } else if (record instanceof RunReport report && report.failure() != null) {
        RunReport.Failure failure = report.failure();
        tell(failure.code(), failure.stage() + " failed: " + failure.message(), failure.remarks());
      }
    } catch (KitrailException e) {
      failed(e);
    }
  }

  @Override
  public void failed(KitrailException failure) {
    group.close();
    tell(failure.code(), failure.getMessage(), failure.remarks());
  }

  @Override
  public void broke(Exception failure) {
    group.close();
    tell(ErrorCode.UNEXPECTED, "This is a bug: " + failure, List.of());
  }

  private void tell(ErrorCode code, String sentence, List<Remark> places) {
    String message = ActionInputs.named(sentence, inputs);
    String advice = new ActionAdvice(terminal.env()).after(code, message);
    problems.add(message + advice);
    remarks.addAll(places);
    annotations.show(message, places, advice);
  }
}
