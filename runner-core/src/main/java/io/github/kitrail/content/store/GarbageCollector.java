package io.github.kitrail.content.store;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.layout.IndexDocument;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deletes blobs that nothing leads to. Runs under the store's lock, so no Kitrail process changes
 * an index meanwhile; what a copy that is under way has found or written is younger than its lease,
 * and stays.
 */
final class GarbageCollector {
  private static final Duration GRACE = Duration.ofHours(1);

  /** File systems round times, some to two seconds. */
  private static final Duration ROUNDING = Duration.ofSeconds(2);

  private final StoreFiles files;
  private final Clock clock;

  GarbageCollector(StoreFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /**
   * @param removed what has just been removed: needs no time of grace
   */
  Garbage collect(Set<Digest> removed) throws IOException, KitrailException {
    Reachability needed = new Reachability(files).follow(kitRoots());
    for (String repository : files.repositoriesWithArtifacts()) {
      needed.follow(artifacts(repository, needed.digests(), removed));
    }
    if (!needed.damaged().isEmpty()) {
      return new Garbage(
          0,
          0,
          "No space was freed: the manifest "
              + needed.damaged().get(0)
              + " in the local store is damaged, so what it needs is not known. Remove it first.");
    }
    for (Digest subject : files.subjects()) {
      Path referrers = files.referrers(subject);
      if (!needed.digests().contains(subject) && isGarbage(subject, referrers, removed, null)) {
        Files.deleteIfExists(referrers);
      }
    }
    return sweep(needed.digests(), removed);
  }

  /** Whether nobody can be about to use what was last touched then. */
  boolean isOld(FileTime time) {
    return time.toInstant().isBefore(clock.instant().minus(GRACE));
  }

  private List<Descriptor> kitRoots() throws IOException, KitrailException {
    List<Descriptor> roots = new ArrayList<>(files.readShared().manifests());
    for (String repository : files.repositories()) {
      IndexDocument index = IndexDocument.read(files.index(repository), IndexDocument.untyped());
      roots.addAll(index.manifests());
    }
    return roots;
  }

  /** A repository's other manifests, without cosign's tags for what is gone. */
  private List<Descriptor> artifacts(String repository, Set<Digest> needed, Set<Digest> removed)
      throws IOException, KitrailException {
    Path file = files.artifacts(repository);
    IndexDocument index = files.readArtifacts(repository);
    boolean changed = false;
    for (Descriptor manifest : index.manifests()) {
      Digest subject = EvidenceTag.subject(manifest);
      if (subject != null && !needed.contains(subject) && isGarbage(subject, file, removed, null)) {
        index.remove(manifest.digest());
        changed = true;
      }
    }
    if (changed) {
      files.writeOrRemove(file, index);
    }
    return index.manifests();
  }

  private Garbage sweep(Set<Digest> needed, Set<Digest> removed)
      throws IOException, KitrailException {
    FileTime lease = files.ingest().oldest();
    int count = 0;
    long bytes = 0;
    for (Digest digest : files.blobs().list()) {
      Path blob = files.blobs().path(digest);
      if (!needed.contains(digest) && isGarbage(digest, blob, removed, lease)) {
        bytes += Files.size(blob);
        Files.delete(blob);
        count++;
      }
    }
    return new Garbage(count, bytes, null);
  }

  private boolean isGarbage(Digest digest, Path file, Set<Digest> removed, @Nullable FileTime lease)
      throws IOException {
    FileTime time;
    try {
      time = Files.getLastModifiedTime(file);
    } catch (NoSuchFileException e) {
      return false;
    }
    boolean inUse = lease != null && time.toInstant().plus(ROUNDING).isAfter(lease.toInstant());
    return !inUse && (removed.contains(digest) || isOld(time));
  }
}
