package io.jenkins.plugins.kitrail.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.junit.JUnitResultArchiver;
import hudson.tasks.junit.pipeline.JUnitResultsStepExecution;
import hudson.tasks.test.PipelineTestDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Records results as the step {@code junit} does, from a file of the controller: the agent may be
 * gone by now.
 */
final class JUnitTestResults implements TestResults {
  @Override
  public void record(StepContext context, String xml) throws IOException, InterruptedException {
    Run<?, ?> run = context.get(Run.class);
    Path folder = Files.createTempDirectory(run.getRootDir().toPath(), "kitrail");
    Path file = folder.resolve("tests.xml");
    try {
      Files.writeString(file, xml);
      JUnitResultArchiver archiver = new JUnitResultArchiver("tests.xml");
      // The check of this plugin says more.
      archiver.setSkipPublishingChecks(true);
      JUnitResultArchiver.parseAndSummarize(
          archiver,
          place(context.get(FlowNode.class)),
          run,
          new FilePath(folder.toFile()),
          context.get(Launcher.class),
          context.get(TaskListener.class));
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }

  /** In which stage. */
  private static PipelineTestDetails place(@CheckForNull FlowNode node) {
    PipelineTestDetails place = new PipelineTestDetails();
    if (node != null) {
      List<FlowNode> around = JUnitResultsStepExecution.getEnclosingStagesAndParallels(node);
      place.setNodeId(node.getId());
      place.setEnclosingBlocks(JUnitResultsStepExecution.getEnclosingBlockIds(around));
      place.setEnclosingBlockNames(JUnitResultsStepExecution.getEnclosingBlockNames(around));
    }
    return place;
  }
}
