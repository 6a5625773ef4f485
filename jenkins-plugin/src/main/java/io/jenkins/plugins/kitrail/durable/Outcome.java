package io.jenkins.plugins.kitrail.durable;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;

/** How a command ended. No Java record: a pipeline's state is saved by JBoss Marshalling. */
public final class Outcome implements Serializable {
  private static final long serialVersionUID = 1L;

  /** In which way. */
  public enum Kind {
    /** It ran to its end. */
    EXITED,
    /** It could not be run, or be waited for. */
    FAILED,
    /** Somebody wanted it to end. */
    STOPPED
  }

  private final Kind kind;
  private final int status;
  private final String output;
  @CheckForNull private final String sentence;

  private Outcome(Kind kind, int status, String output, @CheckForNull String sentence) {
    this.kind = kind;
    this.status = status;
    this.output = output;
    this.sentence = sentence;
  }

  static Outcome exited(int status, String output, @CheckForNull String sentence) {
    return new Outcome(Kind.EXITED, status, output, sentence);
  }

  static Outcome failed(String sentence) {
    return new Outcome(Kind.FAILED, -1, "", sentence);
  }

  static Outcome stopped() {
    return new Outcome(Kind.STOPPED, -1, "", null);
  }

  public Kind kind() {
    return kind;
  }

  /** The exit status; -1 for a command that did not run to its end. */
  public int status() {
    return status;
  }

  /** What it wrote to its standard output. */
  public String output() {
    return output;
  }

  /** Why it failed, without secrets; null when nobody said so. */
  @CheckForNull
  public String sentence() {
    return sentence;
  }
}
