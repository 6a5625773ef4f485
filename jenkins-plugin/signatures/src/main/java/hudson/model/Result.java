package hudson.model;

import java.io.Serializable;

/** A signature of <a href="https://javadoc.jenkins.io/hudson/model/Result.html">Result</a>. */
public final class Result implements Serializable {
  private static final long serialVersionUID = 1L;

  public static final Result ABORTED = new Result();

  private Result() {}
}
