package hudson.model;

import hudson.FilePath;

/** A signature of <a href="https://javadoc.jenkins.io/hudson/model/Node.html">Node</a>. */
public abstract class Node {
  public abstract String getNodeName();

  public abstract FilePath getRootPath();
}
