package io.github.kitrail.content.folder;

import io.github.kitrail.ErrorCode;
import io.github.kitrail.content.DigestingInputStream;
import io.github.kitrail.content.PendingLayer;
import io.github.kitrail.content.VerificationException;
import io.github.kitrail.modelkit.Compression;
import io.github.kitrail.modelkit.Descriptor;
import io.github.kitrail.modelkit.Digest;
import io.github.kitrail.modelkit.KitfileLayer;
import io.github.kitrail.modelkit.LayerType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** A layer of a {@link ModelFolder}. */
final class FolderLayer implements PendingLayer {
  private final Path context;
  private final KitfileLayer element;
  private final Compression compression;
  private final List<PackedEntry> entries;
  private final Map<String, Digest> expected;
  private final boolean digestFiles;
  private final DigestCache cache;
  private volatile @Nullable Read lastRead;
  private volatile @Nullable LayerIdentity identity;

  /** What a whole read has found out. */
  private record Read(Instant began, @Nullable Digest diffId, Map<String, Digest> files) {}

  FolderLayer(
      Path context,
      KitfileLayer element,
      Compression compression,
      List<PackedEntry> entries,
      Map<String, Digest> expected,
      boolean digestFiles,
      DigestCache cache) {
    this.context = context;
    this.element = element;
    this.compression = compression;
    this.entries = entries;
    this.expected = expected;
    this.digestFiles = digestFiles || !expected.isEmpty();
    this.cache = cache;
  }

  @Override
  public KitfileLayer element() {
    return element;
  }

  @Override
  public String mediaType() {
    return new LayerType(element.kind(), compression).mediaType();
  }

  @Override
  public long size() {
    return compression == Compression.NONE ? TarStream.size(entries) : -1;
  }

  @Override
  public InputStream open() {
    Reading reading = new Reading();
    return switch (compression) {
      case NONE -> reading;
      case GZIP -> new GzipStream(reading, Deflater.DEFAULT_COMPRESSION);
      case GZIP_FASTEST -> new GzipStream(reading, Deflater.BEST_SPEED);
      case ZSTD -> throw new IllegalStateException("zstd is only read");
    };
  }

  @Override
  public @Nullable Digest diffId() {
    return read().diffId();
  }

  @Override
  public Map<String, Digest> files() {
    return read().files();
  }

  @Override
  public @Nullable String identity() {
    LayerIdentity identity = layerIdentity();
    return identity.isRacyAt(cache.clock().instant()) ? null : identity.key();
  }

  private LayerIdentity layerIdentity() {
    LayerIdentity known = identity;
    if (known == null) {
      known = LayerIdentity.of(context, mediaType(), compression, entries);
      identity = known;
    }
    return known;
  }

  @Override
  public @Nullable Descriptor known() {
    RememberedLayer remembered = cache.find(layerIdentity());
    if (remembered == null) {
      return null;
    }
    Map<String, Digest> files = remembered.files();
    if (digestFiles && (files == null || !areAsTested(files))) {
      // Reading tells, and says which file it is.
      return null;
    }
    lastRead =
        new Read(Instant.MIN, remembered.diffId(), digestFiles && files != null ? files : Map.of());
    return new Descriptor(mediaType(), remembered.digest(), remembered.size());
  }

  private boolean areAsTested(Map<String, Digest> files) {
    return files.entrySet().stream()
        .allMatch(
            file -> file.getValue().equals(expected.getOrDefault(file.getKey(), file.getValue())));
  }

  @Override
  public void digested(Descriptor read) {
    remember(read);
  }

  @Override
  public void remember(Descriptor written) {
    Read read = read();
    LayerIdentity identity = layerIdentity();
    if (!identity.isRacyAt(read.began())) {
      Map<String, Digest> files = digestFiles ? read.files() : null;
      cache.store(
          identity, new RememberedLayer(written.digest(), written.size(), read.diffId(), files));
    }
  }

  @Override
  public void forget() {
    lastRead = null;
    cache.remove(layerIdentity());
  }

  private Read read() {
    Read read = lastRead;
    if (read == null) {
      throw new IllegalStateException("the layer " + element.path() + " has not been read yet");
    }
    return read;
  }

  /** The archive, which leaves what was found out when its end is reached. */
  private final class Reading extends FilterInputStream {
    private final Instant began = cache.clock().instant();
    private final Map<String, Digest> files = new TreeMap<>();
    // Without compression the sink's digest of the layer is the same one.
    private final @Nullable DigestingInputStream digesting;
    private boolean ended;

    Reading() {
      super(InputStream.nullInputStream());
      in = new TarStream(entries, digestFiles, this::add);
      digesting = compression == Compression.NONE ? null : new DigestingInputStream(in);
      in = digesting == null ? in : digesting;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int n = read(one, 0, 1);
      return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      if (n < 0 && !ended) {
        ended = true;
        lastRead =
            new Read(began, digesting == null ? null : digesting.digest(), Map.copyOf(files));
      }
      return n;
    }

    private void add(String path, Digest digest) throws IOException {
      Digest tested = expected.get(path);
      if (tested != null && !tested.equals(digest)) {
        throw new VerificationException(
            ErrorCode.NOT_TRUSTED,
            "The file "
                + path
                + " differs from the file that was tested: it was "
                + tested
                + " and is now "
                + digest
                + ". Nothing was published; run the tests again.");
      }
      files.put(path, digest);
    }
  }
}
