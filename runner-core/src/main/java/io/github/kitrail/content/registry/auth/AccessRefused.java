package io.github.kitrail.content.registry.auth;

import org.jspecify.annotations.Nullable;

/** No token came about. Whoever knows what was being done makes a sentence of it. */
public final class AccessRefused extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean anonymous;

  /**
   * @param message why, as a clause
   * @param anonymous whether no credential was known, so that a login may help
   */
  AccessRefused(String message, boolean anonymous, @Nullable Throwable cause) {
    super(message, cause);
    this.anonymous = anonymous;
  }

  public boolean isAnonymous() {
    return anonymous;
  }
}
