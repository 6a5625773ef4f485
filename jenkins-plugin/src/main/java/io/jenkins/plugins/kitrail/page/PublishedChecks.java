package io.jenkins.plugins.kitrail.page;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksAnnotation;
import io.jenkins.plugins.checks.api.ChecksAnnotation.ChecksAnnotationBuilder;
import io.jenkins.plugins.checks.api.ChecksAnnotation.ChecksAnnotationLevel;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksDetails.ChecksDetailsBuilder;
import io.jenkins.plugins.checks.api.ChecksOutput.ChecksOutputBuilder;
import io.jenkins.plugins.checks.api.ChecksPublisher;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.kitrail.facts.CheckReport;
import java.util.List;
import jenkins.model.Jenkins;

/** By the Checks API plugin, to whatever other plugin the job's sources have for it. */
final class PublishedChecks implements Checks {
  @Override
  public void publish(Run<?, ?> run, TaskListener listener, List<CheckReport> reports) {
    ChecksPublisher publisher = ChecksPublisherFactory.fromRun(run, listener);
    // It would write to each log that there is none.
    if (!(publisher instanceof ChecksPublisher.NullChecksPublisher)) {
      reports.forEach(it -> publisher.publish(details(run, it)));
    }
  }

  private static ChecksDetails details(Run<?, ?> run, CheckReport report) {
    ChecksDetailsBuilder details =
        new ChecksDetailsBuilder()
            .withName(report.name())
            .withStatus(ChecksStatus.COMPLETED)
            .withConclusion(report.passed() ? ChecksConclusion.SUCCESS : ChecksConclusion.FAILURE)
            .withOutput(
                new ChecksOutputBuilder()
                    .withTitle(report.title())
                    .withSummary(report.summary())
                    .withAnnotations(
                        report.notes().stream().map(PublishedChecks::annotation).toList())
                    .build());
    String root = Jenkins.get().getRootUrl();
    return root == null ? details.build() : details.withDetailsURL(root + run.getUrl()).build();
  }

  private static ChecksAnnotation annotation(CheckReport.Note note) {
    return new ChecksAnnotationBuilder()
        .withPath(note.path())
        .withLine(note.line())
        .withAnnotationLevel(ChecksAnnotationLevel.FAILURE)
        .withTitle(note.title())
        .withMessage(note.message())
        .build();
  }
}
