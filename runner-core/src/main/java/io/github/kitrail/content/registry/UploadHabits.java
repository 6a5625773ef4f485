package io.github.kitrail.content.registry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ways to upload that a registry has shown not to know, so that they are not tried again. */
final class UploadHabits {
  private final Set<UploadMode> refused = ConcurrentHashMap.newKeySet();

  boolean refuses(UploadMode way) {
    return refused.contains(way);
  }

  void refuse(UploadMode way) {
    refused.add(way);
  }
}
