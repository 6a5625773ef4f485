package io.github.kitrail.content.registry.http;

import java.io.IOException;

/**
 * Carries what went wrong with our own bytes through the HTTP client, which would blame the net.
 */
final class SourceFailure extends IOException {
  private static final long serialVersionUID = 1L;

  SourceFailure(Exception cause) {
    super(cause);
  }
}
