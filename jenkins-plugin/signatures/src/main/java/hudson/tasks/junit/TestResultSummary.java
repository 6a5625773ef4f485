package hudson.tasks.junit;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/junit/hudson/tasks/junit/TestResultSummary.html">TestResultSummary</a>.
 */
public class TestResultSummary {}
