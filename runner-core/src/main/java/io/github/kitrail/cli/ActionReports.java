package io.github.kitrail.cli;

import io.github.kitrail.KitrailException;
import io.github.kitrail.Remark;
import io.github.kitrail.environment.Environment;
import io.github.kitrail.environment.LogGroup;
import io.github.kitrail.environment.PullRequest;
import io.github.kitrail.github.CheckReport;
import io.github.kitrail.github.CommitReport;
import io.github.kitrail.github.Deployment;
import io.github.kitrail.github.DeploymentReport;
import io.github.kitrail.github.PullRequestComments;
import io.github.kitrail.markdown.Markdown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What GitHub's API is told of a step, as far as the workflow asks for it. */
final class ActionReports implements AutoCloseable {
  private final Action action;
  private final ReportWishes wishes;
  private final Terminal terminal;
  private final Environment environment;
  private final ActionAnnotations annotations;
  private final ReportPlace place;
  private final ReportChannel channel;
  private @Nullable Deployment deployment;
  private @Nullable BaseComparison comparison;
  private List<byte[]> bundles = List.of();

  /**
   * @throws KitrailException BAD_INPUT for an input that cannot be meant
   */
  ActionReports(Action action, ActionValues values, Terminal terminal, Environment environment)
      throws KitrailException {
    this.action = action;
    this.wishes = ReportWishes.of(values);
    this.terminal = terminal;
    this.environment = environment;
    this.annotations = new ActionAnnotations(environment, terminal.env());
    this.place =
        new ReportPlace(
            action,
            ActionSubject.of(action, values, annotations::inWorkspace),
            terminal.env(),
            wishes.isNothing() ? Optional.empty() : PullRequest.of(terminal.env()));
    this.channel = new ReportChannel(terminal, environment, values);
  }

  /** Before the command. */
  void begin() {
    if (!wishes.environment().isEmpty()) {
      channel.tell(
          () ->
              deployment =
                  channel
                      .api()
                      .deploy(
                          new DeploymentReport(
                              place.commit(),
                              wishes.environment(),
                              wishes.url(),
                              place.log(),
                              place.name())));
    }
    Deployment made = deployment;
    if (made != null) {
      channel.tell(made::start);
    }
  }

  /** After the command, while the step still has its logins. */
  void gather(@Nullable ActionResult result, StepCommands commands) {
    if (wishes.comment() && place.commentable().isPresent()) {
      LogGroup group = environment.group("kitrail comment");
      channel.tell(() -> comparison = BaseComparison.of(ours(result), wishes.base(), commands));
      group.close();
    }
    if (wishes.attestations() && result != null) {
      channel.tell(() -> bundles = SignedBundles.of(result, commands));
    }
  }

  /** By digest; a tested folder has none. */
  private @Nullable String ours(@Nullable ActionResult result) {
    if (result == null) {
      return null;
    }
    return action == Action.TEST ? result.tested() : result.pinned();
  }

  /**
   * At the end.
   *
   * @param summary what the job summary says
   */
  void end(ActionOutcome outcome, Markdown summary) {
    Deployment begun = deployment;
    if (begun != null) {
      channel.tell(() -> begun.end(outcome.passed(), outcome.inShort()));
    }
    switch (wishes.check()) {
      case CHECK_RUN -> channel.tell(() -> channel.api().report(check(outcome, summary)));
      case COMMIT_STATUS -> channel.tell(() -> channel.api().report(status(outcome)));
      case NONE -> {}
    }
    if (wishes.comment()) {
      comment(outcome);
    }
    for (byte[] bundle : bundles) {
      channel.tell(() -> channel.api().attest(bundle));
    }
  }

  private CommitReport status(ActionOutcome outcome) throws KitrailException {
    return new CommitReport(
        place.commit(), place.name(), outcome.passed(), outcome.inShort(), place.log());
  }

  private CheckReport check(ActionOutcome outcome, Markdown summary) throws KitrailException {
    return new CheckReport(
        place.name(),
        place.commit(),
        outcome.passed(),
        place.log(),
        outcome.inShort(),
        summary.upTo(CheckReport.MAX_CHARACTERS),
        notes(outcome.remarks()));
  }

  /** Those about a file of the repository. */
  private List<CheckReport.Note> notes(List<Remark> remarks) {
    List<CheckReport.Note> notes = new ArrayList<>();
    for (Remark it : remarks) {
      String path = it.file() == null ? "/" : annotations.inWorkspace(it.file());
      if (!Path.of(path).isAbsolute()) {
        notes.add(new CheckReport.Note(path, it.line() == null ? 1 : it.line(), it.message()));
      }
    }
    return notes;
  }

  private void comment(ActionOutcome outcome) {
    Optional<Integer> number = place.commentable();
    if (number.isEmpty()) {
      terminal.err().println("This run is for no pull request, so there is none to comment on.");
      return;
    }
    BaseComparison compared = comparison == null ? BaseComparison.none(wishes.base()) : comparison;
    channel.tell(
        () -> {
          Markdown page = ActionComment.of(action, place.subject(), outcome, compared, place.log());
          String marker = place.marker();
          int room = PullRequestComments.MAX_CHARACTERS - marker.length() - 1;
          channel.api().comment(number.get(), marker, page.upTo(room));
        });
  }

  @Override
  public void close() {
    channel.close();
  }
}
