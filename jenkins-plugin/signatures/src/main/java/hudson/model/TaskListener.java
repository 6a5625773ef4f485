package hudson.model;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/model/TaskListener.html">TaskListener</a>.
 */
public interface TaskListener {
  TaskListener NULL = () -> new PrintStream(OutputStream.nullOutputStream());

  PrintStream getLogger();
}
