package io.github.kitrail.content.store;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Successors;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows manifests to all that they need, and to the evidence about them. */
final class Reachability {
  private final StoreFiles files;
  private final Set<Digest> reached = new HashSet<>();
  // Apart from the reached ones: a hostile manifest may list another one among its layers.
  private final Set<Digest> followed = new HashSet<>();
  private final List<Digest> damaged = new ArrayList<>();

  Reachability(StoreFiles files) {
    this.files = files;
  }

  Reachability follow(Collection<Descriptor> roots) throws IOException, KitrailException {
    Deque<Descriptor> todo = new ArrayDeque<>(roots);
    for (Descriptor next = todo.poll(); next != null; next = todo.poll()) {
      reached.add(next.digest());
      if (next.isManifest() && followed.add(next.digest())) {
        todo.addAll(successors(next));
        todo.addAll(files.readReferrers(next.digest()).manifests());
      }
    }
    return this;
  }

  Set<Digest> digests() {
    return reached;
  }

  /** Manifests whose bytes are wrong, so that nobody knows what they need. */
  List<Digest> damaged() {
    return damaged;
  }

  private List<Descriptor> successors(Descriptor manifest) throws IOException {
    Path path = files.blobs().path(manifest.digest());
    if (Files.notExists(path) || Files.size(path) > Manifest.MAX_BYTES) {
      return List.of();
    }
    byte[] bytes = Files.readAllBytes(path);
    if (!Digest.of(bytes).equals(manifest.digest())) {
      damaged.add(manifest.digest());
      return List.of();
    }
    try {
      return Successors.of(manifest, bytes);
    } catch (KitrailException e) {
      // The right bytes, but no manifest: it needs nothing.
      return List.of();
    }
  }
}
