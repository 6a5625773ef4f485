package io.github.kitrail.content.store;

import io.github.kitrail.KitrailException;
import io.github.kitrail.content.DirectoryListing;
import io.github.kitrail.content.layout.BlobDirectory;
import io.github.kitrail.content.layout.DurableFile;
import io.github.kitrail.content.layout.IndexDocument;
import io.github.kitrail.content.layout.Ingest;
import io.github.kitrail.content.layout.LayoutLock;
import io.github.kitrail.modelkit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Where things are in the store. At the top are kit's files; {@code kitrail/} holds what kit must
 * not see: it lists only ModelKits, and crashes on anything else. No file there may be called
 * {@code index.json}: kit takes its folder for a store of an older format and "migrates" it.
 */
final class StoreFiles {
  private static final String INDEX_SUFFIX = "-index.json";
  private static final String TAGS_SUFFIX = "-tags.json";

  private final Path directory;
  private final Path own;
  private final LayoutLock lock;
  private final Ingest ingest;
  private final BlobDirectory blobs;

  StoreFiles(Path directory) {
    this.directory = directory;
    this.own = directory.resolve("kitrail");
    this.lock = new LayoutLock(own.resolve("lock"));
    this.ingest = new Ingest(own.resolve("ingest"));
    this.blobs = new BlobDirectory(directory, lock, ingest, "the local store (" + directory + ")");
  }

  Path directory() {
    return directory;
  }

  /** Kitrail's own folder, which has the lock. */
  Path own() {
    return own;
  }

  LayoutLock lock() {
    return lock;
  }

  Ingest ingest() {
    return ingest;
  }

  BlobDirectory blobs() {
    return blobs;
  }

  /** kit's list of every manifest of every repository. */
  Path sharedIndex() {
    return directory.resolve("index.json");
  }

  /** kit's list of a repository's ModelKits. */
  Path index(String repository) {
    return directory.resolve(encode(repository) + INDEX_SUFFIX);
  }

  /** kit's tags of a repository. */
  Path tags(String repository) {
    return directory.resolve(encode(repository) + TAGS_SUFFIX);
  }

  /** A repository's manifests that are no ModelKits, with their tags. */
  Path artifacts(String repository) {
    return own.resolve("artifacts").resolve(encode(repository) + ".json");
  }

  /** What refers to a manifest, whatever repositories that is in. */
  Path referrers(Digest subject) {
    return own.resolve("referrers").resolve("sha256-" + subject.hex() + ".json");
  }

  /** Tells that a copy was killed, whose blobs may be of no use. */
  Path unfinished() {
    return own.resolve("unfinished");
  }

  /** Names of the repositories that have ModelKits, sorted. */
  List<String> repositories() throws IOException {
    return decoded(directory, INDEX_SUFFIX);
  }

  /** Names of the repositories that have other manifests, sorted. */
  List<String> repositoriesWithArtifacts() throws IOException {
    return decoded(own.resolve("artifacts"), ".json");
  }

  /** The subjects of all evidence. */
  List<Digest> subjects() throws IOException {
    List<Digest> subjects = new ArrayList<>();
    for (String name : names(own.resolve("referrers"), ".json")) {
      String digest = name.replaceFirst("^sha256-", "sha256:");
      if (Digest.isDigest(digest)) {
        subjects.add(new Digest(digest.substring("sha256:".length())));
      }
    }
    return subjects;
  }

  IndexDocument readShared() throws KitrailException {
    return IndexDocument.read(sharedIndex(), IndexDocument.empty());
  }

  IndexDocument readArtifacts(String repository) throws KitrailException {
    return IndexDocument.read(artifacts(repository), IndexDocument.empty());
  }

  IndexDocument readReferrers(Digest subject) throws KitrailException {
    return IndexDocument.read(referrers(subject), IndexDocument.empty());
  }

  void write(Path file, byte[] content) throws KitrailException {
    new DurableFile(ingest).write(file, content);
  }

  /** Writes an index, or removes its file when nothing is left, as kit does. */
  void writeOrRemove(Path file, IndexDocument index) throws KitrailException {
    writeOrRemove(file, index.isEmpty(), index.toBytes());
  }

  void writeOrRemove(Path file, boolean remove, byte[] content) throws KitrailException {
    if (remove) {
      new DurableFile(ingest).delete(file);
    } else {
      write(file, content);
    }
  }

  private static String encode(String repository) {
    return Base64.getUrlEncoder().encodeToString(repository.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> decoded(Path directory, String suffix) throws IOException {
    List<String> repositories = new ArrayList<>();
    for (String name : names(directory, suffix)) {
      try {
        repositories.add(new String(Base64.getUrlDecoder().decode(name), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        // Not a file of kit's or ours.
      }
    }
    repositories.sort(null);
    return repositories;
  }

  private static List<String> names(Path directory, String suffix) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : DirectoryListing.of(directory, "*" + suffix)) {
      String name = DirectoryListing.name(file);
      names.add(name.substring(0, name.length() - suffix.length()));
    }
    return names;
  }
}
