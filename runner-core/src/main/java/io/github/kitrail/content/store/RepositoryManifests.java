package io.github.kitrail.content.store;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Successors;
import io.github.kitrail.content.layout.IndexDocument;
import io.github.kitrail.content.layout.Referrer;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which manifests a repository has. ModelKits are in kit's index files, as kit writes them; what
 * has a subject is in the list of its subject's referrers; all else is in an index of Kitrail's.
 * Changes are made under the store's lock.
 */
final class RepositoryManifests {
  private final StoreFiles files;
  private final String repository;

  RepositoryManifests(StoreFiles files, String repository) {
    this.files = files;
    this.repository = repository;
  }

  /** kit's index of this repository. */
  IndexDocument index() throws KitrailException {
    return IndexDocument.read(files.index(repository), IndexDocument.untyped());
  }

  Optional<Descriptor> find(Digest digest) throws IOException, KitrailException {
    for (IndexDocument index : List.of(index(), files.readArtifacts(repository))) {
      for (Descriptor manifest : index.manifests()) {
        if (manifest.digest().equals(digest)) {
          return Optional.of(plain(manifest));
        }
      }
    }
    return findEvidence(digest);
  }

  /** Evidence belongs to no repository; its subject leads to it. */
  private Optional<Descriptor> findEvidence(Digest digest) throws IOException, KitrailException {
    Path path = files.blobs().path(digest);
    if (Files.notExists(path) || Files.size(path) > Manifest.MAX_BYTES) {
      return Optional.empty();
    }
    Descriptor subject = subject(Files.readAllBytes(path));
    if (subject == null) {
      return Optional.empty();
    }
    return files.readReferrers(subject.digest()).manifests().stream()
        .filter(evidence -> evidence.digest().equals(digest))
        .map(RepositoryManifests::plain)
        .findFirst();
  }

  private static @Nullable Descriptor subject(byte[] bytes) {
    try {
      return Manifest.parse(bytes).subject();
    } catch (KitrailException e) {
      return null;
    }
  }

  /** Evidence of the older kind, which only a tag connects with its subject. */
  List<Descriptor> taggedEvidence(Digest subject) throws KitrailException {
    return files.readArtifacts(repository).manifests().stream()
        .filter(artifact -> subject.equals(EvidenceTag.subject(artifact)))
        .toList();
  }

  void add(Descriptor descriptor, byte[] bytes) throws IOException, KitrailException {
    requireBlobs(descriptor, Successors.of(descriptor, bytes));
    if (Successors.isIndex(descriptor)) {
      addArtifact(descriptor);
      return;
    }
    Manifest manifest = Manifest.parse(bytes);
    if (manifest.subject() != null) {
      Digest subject = manifest.subject().digest();
      IndexDocument referrers = files.readReferrers(subject);
      referrers.add(Referrer.describe(descriptor, manifest));
      files.write(files.referrers(subject), referrers.toBytes());
    } else if (manifest.isModelKit()) {
      addModelKit(plain(descriptor));
    } else {
      addArtifact(descriptor);
    }
  }

  /** The shared index first: it is what kit's own cleaning goes by. */
  private void addModelKit(Descriptor manifest) throws KitrailException {
    IndexDocument shared = files.readShared();
    shared.add(manifest);
    files.write(files.sharedIndex(), shared.toBytes());
    IndexDocument index = index();
    index.add(manifest);
    files.write(files.index(repository), index.toBytes());
  }

  private void addArtifact(Descriptor manifest) throws KitrailException {
    IndexDocument artifacts = files.readArtifacts(repository);
    artifacts.add(plain(manifest));
    files.write(files.artifacts(repository), artifacts.toBytes());
  }

  /** Under the lock, so no garbage collection can take them away any more. */
  private void requireBlobs(Descriptor manifest, List<Descriptor> needed)
      throws IOException, KitrailException {
    for (Descriptor blob : needed) {
      if (!files.blobs().contains(blob)) {
        throw new KitrailException(
            ErrorCode.TRANSFER_FAILED,
            "Could not add "
                + manifest.digest()
                + " to the local store: its blob "
                + blob.digest()
                + " is not there. If another program cleaned the store meanwhile, try again.");
      }
    }
  }

  /** From this repository; from the shared index only when no other repository has it. */
  void remove(Digest manifest) throws IOException, KitrailException {
    Descriptor subject = subjectOf(manifest);
    removeEntry(files.index(repository), index(), manifest);
    removeEntry(files.artifacts(repository), files.readArtifacts(repository), manifest);
    if (subject != null) {
      IndexDocument referrers = files.readReferrers(subject.digest());
      removeEntry(files.referrers(subject.digest()), referrers, manifest);
    }
    for (String other : files.repositories()) {
      IndexDocument index = IndexDocument.read(files.index(other), IndexDocument.untyped());
      if (index.contains(manifest)) {
        return;
      }
    }
    IndexDocument shared = files.readShared();
    if (shared.contains(manifest)) {
      shared.remove(manifest);
      files.write(files.sharedIndex(), shared.toBytes());
    }
  }

  private @Nullable Descriptor subjectOf(Digest manifest) throws IOException {
    Path path = files.blobs().path(manifest);
    boolean small = Files.exists(path) && Files.size(path) <= Manifest.MAX_BYTES;
    return small ? subject(Files.readAllBytes(path)) : null;
  }

  private void removeEntry(Path file, IndexDocument index, Digest manifest)
      throws KitrailException {
    if (index.contains(manifest)) {
      index.remove(manifest);
      files.writeOrRemove(file, index);
    }
  }

  static Descriptor plain(Descriptor manifest) {
    return new Descriptor(manifest.mediaType(), manifest.digest(), manifest.size());
  }
}
