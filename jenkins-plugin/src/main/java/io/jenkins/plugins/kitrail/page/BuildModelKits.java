package io.jenkins.plugins.kitrail.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.kitrail.facts.BuildPoint;
import io.jenkins.plugins.kitrail.facts.ModelKitFacts;
import io.jenkins.plugins.kitrail.facts.StepFacts;
import java.io.IOException;
import java.util.List;

/** The ModelKits of a build, each with its page. */
final class BuildModelKits {
  private final Run<?, ?> run;

  BuildModelKits(Run<?, ?> run) {
    this.run = run;
  }

  /** Adds what a step found out to the page of its ModelKit, and saves it. */
  void add(StepFacts step) throws IOException {
    // Parallel branches end their steps at the same time.
    synchronized (run) {
      List<ModelKitAction> pages = run.getActions(ModelKitAction.class);
      ModelKitAction page = about(step, pages);
      if (page == null) {
        run.addAction(new ModelKitAction(pages.size() + 1, ModelKitFacts.of(step)));
      } else {
        page.add(step);
      }
      run.save();
    }
  }

  /** The newest, when a name or a folder stands for several. */
  @CheckForNull
  private static ModelKitAction about(StepFacts step, List<ModelKitAction> pages) {
    for (int i = pages.size() - 1; i >= 0; i--) {
      if (pages.get(i).getFacts().isSubjectOf(step)) {
        return pages.get(i);
      }
    }
    return null;
  }

  BuildPoint point() {
    return new BuildPoint(
        run.getNumber(),
        run.getActions(ModelKitAction.class).stream().map(ModelKitAction::getFacts).toList());
  }
}
