package io.jenkins.plugins.kitrail.durable;

/** An agent that cannot run the tool; the message is a sentence for the build log. */
public final class UnusableAgentException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnusableAgentException(String sentence) {
    super(sentence);
  }
}
