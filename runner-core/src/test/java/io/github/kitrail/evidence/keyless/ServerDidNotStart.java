package io.github.kitrail.evidence.keyless;

/** A server of the stack ended, or said nothing; with its log. */
final class ServerDidNotStart extends IllegalStateException {
  private static final long serialVersionUID = 1;

  ServerDidNotStart(String name, String log) {
    super(name + " did not start:\n" + log);
  }

  /** Somebody else took its port since it was found free. */
  boolean isForItsPort() {
    return getMessage().contains("address already in use");
  }
}
