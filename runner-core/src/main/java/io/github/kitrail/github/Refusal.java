package io.github.kitrail.github;

import java.io.IOException;

/** GitHub did not do it. The message is a clause, such as {@code GitHub answered 404 (…)}. */
final class Refusal extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final boolean limited;
  private final String accepted;

  /**
   * @param status 0 when there was no answer
   * @param limited whether it was asked too often, and nothing else is wrong
   * @param accepted the permissions that GitHub names; empty for none
   */
  Refusal(int status, boolean limited, String accepted, String message) {
    super(message);
    this.status = status;
    this.limited = limited;
    this.accepted = accepted;
  }

  int status() {
    return status;
  }

  boolean isLimited() {
    return limited;
  }

  String accepted() {
    return accepted;
  }
}
