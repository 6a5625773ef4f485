package io.jenkins.plugins.kitrail.page;

import java.io.IOException;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Jenkins' own results of tests, where the JUnit plugin is installed. */
public interface TestResults {
  TestResults NONE = (context, xml) -> {};

  /**
   * @param xml JUnit's
   */
  void record(StepContext context, String xml) throws IOException, InterruptedException;

  /** {@link #NONE} without the JUnit plugin, none of whose classes must be touched then. */
  static TestResults ofThisJenkins() {
    return Jenkins.get().getPlugin("junit") == null ? NONE : new JUnitTestResults();
  }
}
