package io.github.kitrail.content.registry;

/** What a registry has shown not to know, so that it is not tried again for each blob. */
final class UploadHabits {
  private volatile boolean wholeRefused;
  private volatile boolean streamRefused;

  boolean wholeIsRefused() {
    return wholeRefused;
  }

  boolean streamIsRefused() {
    return streamRefused;
  }

  void refuseWhole() {
    wholeRefused = true;
  }

  void refuseStream() {
    streamRefused = true;
  }
}
