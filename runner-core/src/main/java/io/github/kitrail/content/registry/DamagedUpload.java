package io.github.kitrail.content.registry;

import io.github.kitrail.content.TransientException;

/** The registry has received other bytes than were sent: all of them have to go again. */
final class DamagedUpload extends TransientException {
  private static final long serialVersionUID = 1L;

  DamagedUpload(String registry) {
    super(registry + " received other bytes than were sent", null);
  }
}
