package io.github.kitrail.content.store;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Blob;
import io.github.kitrail.content.FreeSpace;
import io.github.kitrail.content.Lease;
import io.github.kitrail.content.PendingBlob;
import io.github.kitrail.content.Place;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/**
 * A repository of the local store. Blobs are shared with all others; ModelKits and their tags are
 * in kit's index files, everything else in Kitrail's.
 */
public final class StoreRepository implements Place {
  private final Store store;
  private final StoreFiles files;
  private final String name;
  private final RepositoryManifests manifests;
  private final RepositoryTags tags;

  StoreRepository(Store store, StoreFiles files, String name) {
    this.store = store;
    this.files = files;
    this.name = name;
    this.manifests = new RepositoryManifests(files, name);
    this.tags = new RepositoryTags(files, name, manifests);
  }

  @Override
  public String name() {
    return displayName() + " in the local store";
  }

  @Override
  public long usableBytes() {
    return FreeSpace.at(files.directory());
  }

  /** The repository as users write it: kit's {@code localhost} is left out. */
  public String displayName() {
    return name.startsWith("localhost/") ? name.substring("localhost/".length()) : name;
  }

  /** The ModelKits of this repository. */
  public List<Descriptor> modelKits() throws KitrailException {
    return manifests.index().manifests();
  }

  /** The tags of a manifest, sorted. */
  public List<String> tags(Descriptor manifest) throws KitrailException {
    return tags.namesOf(manifest.digest());
  }

  @Override
  public List<String> tags() throws KitrailException {
    return tags.names();
  }

  @Override
  public Descriptor resolve(String reference) throws IOException, KitrailException {
    Optional<Descriptor> found =
        Digest.isDigest(reference) ? manifests.find(Digest.parse(reference)) : tags.get(reference);
    if (found.isEmpty()) {
      String separator = Digest.isDigest(reference) ? "@" : ":";
      throw new KitrailException(
          ErrorCode.NOT_FOUND,
          "There is no "
              + displayName()
              + separator
              + reference
              + " in the local store ("
              + store.directory()
              + "). kitrail list shows what there is; kitrail pull gets it from a registry.");
    }
    return found.get();
  }

  @Override
  public InputStream open(Descriptor content, long offset) throws KitrailException {
    return files.blobs().open(content, offset);
  }

  @Override
  public String adviceOnWrongBytes(Descriptor content) {
    return "Delete the file "
        + files.blobs().path(content.digest())
        + ", then pull or pack the ModelKit again.";
  }

  @Override
  public List<Descriptor> referrers(Digest subject) throws KitrailException {
    return files.readReferrers(subject).manifests();
  }

  @Override
  public Lease lease() throws IOException, KitrailException {
    return store.lease();
  }

  @Override
  public boolean contains(Descriptor content) throws IOException, KitrailException {
    if (!files.blobs().contains(content)) {
      return false;
    }
    if (content.isManifest()) {
      return manifests.find(content.digest()).isPresent();
    }
    store.prepare();
    return files.lock().run(() -> refresh(content));
  }

  /** Makes a blob look new, so that a garbage collection leaves it to the copy that asks. */
  private boolean refresh(Descriptor blob) throws IOException {
    if (!files.blobs().contains(blob)) {
      return false;
    }
    try {
      Files.setLastModifiedTime(files.blobs().path(blob.digest()), FileTime.from(store.now()));
    } catch (IOException e) {
      // Another user's file: it is theirs to clean.
    }
    return true;
  }

  @Override
  public void write(Blob blob) throws IOException, KitrailException {
    store.prepare();
    files.blobs().write(blob);
  }

  @Override
  public Descriptor write(PendingBlob blob) throws IOException, KitrailException {
    store.prepare();
    return files.blobs().write(blob);
  }

  @Override
  public void writeManifest(Descriptor manifest, byte[] bytes)
      throws IOException, KitrailException {
    store.prepare();
    files.blobs().write(manifest, bytes);
    files
        .lock()
        .run(
            () -> {
              manifests.add(manifest, bytes);
              return manifest;
            });
  }

  @Override
  public void tag(Descriptor manifest, String tag) throws IOException, KitrailException {
    store.prepare();
    files
        .lock()
        .run(
            () -> {
              tags.put(tag, manifest);
              return manifest;
            });
  }

  /**
   * Takes a tag away; with its last tag goes the manifest, as kit does it.
   *
   * @throws KitrailException NOT_FOUND
   */
  public Removal removeTag(String tag) throws IOException, KitrailException {
    store.prepare();
    return files
        .lock()
        .run(
            () -> {
              Descriptor manifest = resolve(tag);
              if (tags(manifest).size() <= 1) {
                return remove(manifest);
              }
              tags.remove(tag);
              return new Removal(manifest, List.of(tag), false, new Garbage(0, 0, null));
            });
  }

  /**
   * Removes a manifest from this repository with all its tags here, and what nothing else needs.
   *
   * @throws KitrailException NOT_FOUND
   */
  public Removal removeManifest(Descriptor manifest) throws IOException, KitrailException {
    store.prepare();
    return files.lock().run(() -> remove(resolve(manifest.digest().toString())));
  }

  private Removal remove(Descriptor manifest) throws IOException, KitrailException {
    List<String> names = tags(manifest);
    Reachability needs = new Reachability(files).follow(List.of(manifest));
    needs.follow(manifests.taggedEvidence(manifest.digest()));
    for (String tag : names) {
      tags.remove(tag);
    }
    manifests.remove(manifest.digest());
    return new Removal(manifest, names, true, store.collector().collect(needs.digests()));
  }
}
