package hudson.tasks.junit;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.test.PipelineTestDetails;
import io.github.kitrail.signatures.StandIn;
import java.io.IOException;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/junit/hudson/tasks/junit/JUnitResultArchiver.html">JUnitResultArchiver</a>.
 */
public class JUnitResultArchiver implements JUnitTask {
  @DataBoundConstructor
  public JUnitResultArchiver(String testResults) {
    throw StandIn.body();
  }

  public void setSkipPublishingChecks(boolean skipPublishingChecks) {
    throw StandIn.body();
  }

  public static TestResultSummary parseAndSummarize(
      JUnitTask task,
      PipelineTestDetails pipelineTestDetails,
      Run<?, ?> build,
      FilePath workspace,
      Launcher launcher,
      TaskListener listener)
      throws InterruptedException, IOException {
    throw StandIn.body();
  }
}
