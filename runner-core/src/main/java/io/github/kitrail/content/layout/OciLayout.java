package io.github.kitrail.content.layout;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.KitrailException;
import io.github.kitrail.content.Blob;
import io.github.kitrail.content.FreeSpace;
import io.github.kitrail.content.PendingBlob;
import io.github.kitrail.content.Place;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.Manifest;
import io.github.kitrail.modelkit.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A directory in the OCI layout, as {@code oci:DIR} names it. All manifests are in its {@code
 * index.json}, evidence included, which is found by its subject.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">OCI
 *     layout</a>
 */
public final class OciLayout implements Place {
  private final Path directory;
  private final Path indexFile;
  private final LayoutLock lock;
  private final Ingest ingest;
  private final BlobDirectory blobs;

  private OciLayout(Path directory) {
    this.directory = directory;
    this.indexFile = directory.resolve("index.json");
    this.lock = new LayoutLock(directory.resolve(LayoutMarker.NAME));
    this.ingest = new Ingest(directory);
    this.blobs = new BlobDirectory(directory, lock, ingest, directory.toString());
  }

  /**
   * A layout that is there or will be: the directory is made with the first write.
   *
   * @throws KitrailException BAD_INPUT when the layout is of a version that Kitrail does not know
   */
  public static OciLayout at(Path directory) throws KitrailException {
    LayoutMarker.check(directory);
    return new OciLayout(directory);
  }

  @Override
  public String name() {
    return directory.toString();
  }

  @Override
  public long usableBytes() {
    return FreeSpace.at(directory);
  }

  /**
   * The one manifest that is no evidence, for a reference without a tag.
   *
   * @throws KitrailException NOT_FOUND when there is none, BAD_INPUT when there are several
   */
  public Descriptor only() throws IOException, KitrailException {
    List<Descriptor> candidates = new ArrayList<>();
    for (Descriptor manifest : manifests()) {
      if (subject(manifest).isEmpty()
          && candidates.stream().noneMatch(c -> c.digest().equals(manifest.digest()))) {
        candidates.add(manifest);
      }
    }
    if (candidates.isEmpty()) {
      throw new KitrailException(ErrorCode.NOT_FOUND, "There is no manifest in " + name() + ".");
    }
    if (candidates.size() > 1) {
      throw new KitrailException(
          ErrorCode.BAD_INPUT,
          name()
              + " has "
              + candidates.size()
              + " manifests: say which one, by a tag ("
              + String.join(", ", tags())
              + ") or a digest.");
    }
    return plain(candidates.get(0));
  }

  @Override
  public Descriptor resolve(String reference) throws KitrailException {
    Optional<Descriptor> found =
        Digest.isDigest(reference)
            ? manifests().stream()
                .filter(manifest -> manifest.digest().toString().equals(reference))
                .findFirst()
            : index().tagged(reference);
    return plain(
        found.orElseThrow(
            () ->
                new KitrailException(
                    ErrorCode.NOT_FOUND,
                    "There is no " + reference + " in " + name() + hint() + ".")));
  }

  private String hint() {
    try {
      return tags().isEmpty() ? "" : "; it has " + String.join(", ", tags());
    } catch (KitrailException e) {
      return "";
    }
  }

  @Override
  public InputStream open(Descriptor content, long offset) throws KitrailException {
    return blobs.open(content, offset);
  }

  @Override
  public List<Descriptor> referrers(Digest subject) throws IOException, KitrailException {
    List<Descriptor> referrers = new ArrayList<>();
    for (Descriptor manifest : manifests()) {
      if (subject(manifest).filter(s -> s.digest().equals(subject)).isPresent()) {
        referrers.add(Referrer.describe(manifest, Manifest.parse(read(manifest))));
      }
    }
    return referrers;
  }

  @Override
  public List<String> tags() throws KitrailException {
    return manifests().stream()
        .map(manifest -> manifest.annotations().getOrDefault(IndexDocument.REF_NAME, ""))
        .filter(tag -> !tag.isEmpty())
        .sorted()
        .toList();
  }

  @Override
  public boolean contains(Descriptor content) throws IOException, KitrailException {
    return blobs.contains(content) && (!content.isManifest() || index().contains(content.digest()));
  }

  @Override
  public void write(Blob blob) throws IOException, KitrailException {
    prepare();
    blobs.write(blob);
  }

  @Override
  public Descriptor write(PendingBlob blob) throws IOException, KitrailException {
    prepare();
    return blobs.write(blob);
  }

  @Override
  public void writeManifest(Descriptor manifest, byte[] bytes)
      throws IOException, KitrailException {
    prepare();
    blobs.write(manifest, bytes);
    update(index -> index.add(plain(manifest)));
  }

  @Override
  public void tag(Descriptor manifest, String tag) throws IOException, KitrailException {
    if (!contains(manifest)) {
      throw new KitrailException(
          ErrorCode.NOT_FOUND, "There is no " + manifest.digest() + " in " + name() + " to tag.");
    }
    update(index -> index.tag(plain(manifest), tag));
  }

  private void prepare() throws IOException, KitrailException {
    LayoutMarker.ensure(directory);
    lock.run(() -> ingest.removeAbandoned(blobs::contains));
  }

  private void update(Consumer<IndexDocument> change) throws IOException, KitrailException {
    lock.run(
        () -> {
          IndexDocument index = index();
          change.accept(index);
          new DurableFile(ingest).write(indexFile, index.toBytes());
          return index;
        });
  }

  private IndexDocument index() throws KitrailException {
    return IndexDocument.read(indexFile, IndexDocument.empty());
  }

  private List<Descriptor> manifests() throws KitrailException {
    return index().manifests();
  }

  /** What an entry of the index refers to; other kinds of entries refer to nothing. */
  private Optional<Descriptor> subject(Descriptor manifest) throws IOException, KitrailException {
    if (!manifest.mediaType().equals(MediaTypes.IMAGE_MANIFEST) || !blobs.contains(manifest)) {
      return Optional.empty();
    }
    return Optional.ofNullable(Manifest.parse(read(manifest)).subject());
  }

  private static Descriptor plain(Descriptor manifest) {
    return new Descriptor(manifest.mediaType(), manifest.digest(), manifest.size());
  }
}
