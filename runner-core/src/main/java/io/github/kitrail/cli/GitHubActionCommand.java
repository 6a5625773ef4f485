package io.github.kitrail.cli;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.environment.Environment;
import io.github.kitrail.environment.Environments;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the container of the actions runs; nobody types it. */
@Command(
    name = GitHubActionCommand.NAME,
    hidden = true,
    description = "A step of a GitHub workflow: its inputs are in the environment.")
final class GitHubActionCommand implements Callable<Integer> {
  static final String NAME = "github-action";

  private final Terminal terminal;

  @Parameters(paramLabel = "ACTION", description = "Which of the actions.")
  String action = "";

  GitHubActionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws KitrailException {
    Action chosen = Action.named(action);
    Environment environment =
        Environments.detect(
            terminal.env(), terminal.commands(), terminal.clock(), new SecureRandom());
    if (!environment.name().equals("GitHub Actions")) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          NAME
              + " is what the action.yml files run in a step of GitHub Actions. Here, use `kitrail "
              + chosen.command()
              + "`.");
    }
    return new ActionStep(chosen, terminal, environment).run();
  }
}
