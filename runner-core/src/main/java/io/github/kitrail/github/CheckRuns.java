package io.github.kitrail.github;

import java.io.IOException;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRun.AnnotationLevel;
import org.kohsuke.github.GHCheckRunBuilder;
import org.kohsuke.github.GHRepository;

/**
 * Check runs. The library sends at most 50 annotations a request, which is what GitHub takes, and
 * the rest as updates.
 *
 * @see <a href="https://docs.github.com/rest/checks/runs">check runs</a>
 */
final class CheckRuns {
  private CheckRuns() {}

  static GHCheckRun create(GHRepository repository, CheckReport check) throws IOException {
    GHCheckRunBuilder.Output output = new GHCheckRunBuilder.Output(check.title(), check.summary());
    for (CheckReport.Note note : check.notes()) {
      output.add(
          new GHCheckRunBuilder.Annotation(
              note.path(), note.line(), AnnotationLevel.FAILURE, note.message()));
    }
    GHCheckRunBuilder builder =
        repository
            .createCheckRun(check.name(), check.commit())
            .withStatus(GHCheckRun.Status.COMPLETED)
            .withConclusion(
                check.passed() ? GHCheckRun.Conclusion.SUCCESS : GHCheckRun.Conclusion.FAILURE)
            .add(output);
    if (check.details() != null) {
      builder.withDetailsURL(check.details());
    }
    return builder.create();
  }
}
