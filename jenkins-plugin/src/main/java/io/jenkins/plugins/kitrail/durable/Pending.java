package io.jenkins.plugins.kitrail.durable;

/** Keeps the bytes of a log's line that is not whole yet. They may hold a part of a secret. */
public interface Pending {
  byte[] get();

  void set(byte[] bytes);
}
