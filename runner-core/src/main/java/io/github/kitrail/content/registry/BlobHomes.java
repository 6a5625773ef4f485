package io.github.kitrail.content.registry;

import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * In which repository of a registry a large blob was seen, so that another repository can take it
 * over from there. What is remembered wrongly costs one request, and is forgotten.
 */
final class BlobHomes {
  /** Smaller blobs are sent as fast as they are asked for. */
  private static final long WORTH_IT = 1 << 20;

  private final KnownLines known;

  BlobHomes(@Nullable Path directory) {
    Pattern line =
        Pattern.compile("(\\S{1,300} sha256:[0-9a-f]{64}) ([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)");
    known = new KnownLines(directory, "blobs", line);
  }

  private static String key(String registry, Digest blob) {
    return registry + " " + blob;
  }

  @Nullable String find(String registry, Digest blob) {
    return known.get(key(registry, blob));
  }

  void put(String registry, Descriptor blob, String repository) {
    if (blob.size() >= WORTH_IT) {
      known.put(key(registry, blob.digest()), repository);
    }
  }

  void forget(String registry, Digest blob) {
    known.remove(key(registry, blob));
  }

  void save() {
    known.save();
  }
}
