package hudson.tasks.junit;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/junit/hudson/tasks/junit/JUnitTask.html">JUnitTask</a>.
 */
public interface JUnitTask {}
